/**
 * An amount of US dollars as a plain decimal, without sign: at least two decimals, at most six, or as many as a small amount
 * needs to be exact (`0.00035`). Never in the form `1e-7`.
 */
export function dollars(amount: number): string {
  const [whole = '0', decimals = ''] = amount.toFixed(amount >= 0.01 || amount === 0 ? 6 : 12).split('.');
  return `${count(Number(whole))}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** A whole number with a comma for every thousand. */
export function count(number: number): string {
  return number.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A number of tokens, short: `1.05M`, `400K`, `512`. */
export function shortCount(number: number): string {
  if (number >= 1_000_000) return `${Number((number / 1_000_000).toFixed(2))}M`;
  return number >= 1000 ? `${Math.floor(number / 1000)}K` : String(number);
}
