export function exportedAsValues(code: string): string;
export function requiredAsTheyAre(code: string): string;
