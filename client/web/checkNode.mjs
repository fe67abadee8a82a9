// Exits with 1 where Node.js is older than the page's tools need (package.json, "engines").
const [major, minor] = process.versions.node.split('.').map(Number);
const isRecent = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
process.exitCode = isRecent ? 0 : 1;
