import { servePage } from './page.js';

const { address } = await servePage();
console.log(`The demo page is at ${address} (stop it with Ctrl+C).`);
