/** What `bin/openai-setup.js` loads where there are arguments that it does not answer itself. */
void import('./main.ts').then(({ main }) => main(process.argv.slice(2)));
