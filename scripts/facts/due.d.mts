export declare const longestDays: number;
export declare function dueFacts<F extends { readonly checkedOn: string }>(
  facts: readonly F[],
  today: string,
): readonly (F & { readonly days: number })[];
