/** Where the source and its documentation are published. The owner is a placeholder: see CONTRIBUTING.md. */
export const repository = 'https://github.com/your-name/openai-setup';
