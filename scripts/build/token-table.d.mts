export function packTokens(tokens: readonly (string | number[])[]): Promise<Buffer>;
