import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentPolicy } from './build/contentPolicy.ts';
import { fontLicence } from './build/fontLicence.ts';

export default defineConfig({
  plugins: [react(), contentPolicy(), fontLicence()],
  base: './', // Wherever a proxy puts the page.
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // Fonts and icons stay files: the content policy has no data: URLs to allow.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/v1': 'http://localhost:5000' },
  },
});
