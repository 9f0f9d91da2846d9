export function linked(
  name: string,
  code: string,
  imports: readonly string[],
  place: (target: string) => string,
): string;
