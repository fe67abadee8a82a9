import { startFakeServer } from './fakeServer.mjs';

const { url } = await startFakeServer({ port: Number(process.env.PORT ?? 5000) });
console.log(`The fake service answers at ${url}; "npm run dev" talks to it.`);
