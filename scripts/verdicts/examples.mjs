// What there is to learn from: recorded answers, and those that somebody worded.
import { wordedAnew } from './answers.mjs';

/** Seen by rules alone, or in what is here, and not in an answer. */
const byRuleOnly = new Set([
  ...['OK', 'unknown', 'network_proxy_auth'],
  ...['key_wrong_kind', 'key_missing', 'key_damaged', 'key_other_vendor', 'key_placeholder'],
  ...['base_url_invalid', 'base_url_untrusted'],
]);

/** Examples for `learn`, with `from` and `gathering`, where each came from. */
export async function examplesOf(program, recorded) {
  const knowledge = program.commonKnowledge();
  const exampleOf = ({ exchange, expect, from, gathering }, worded) => {
    const evidence = { exchange, answer: program.readAnswer(exchange.response) };
    const said = program.saidIn(evidence, knowledge);
    const features = program.featuresOf(evidence, said, program.statementsOf(said, knowledge.lexicon));
    return { features, expect: toldOf(expect, evidence.answer.shape), from, gathering, worded };
  };
  return [
    ...recorded.map((answer) => exampleOf(answer, false)),
    ...(await wordedAnew()).map((answer) => exampleOf(answer, true)),
  ].filter(({ expect }) => expect.length > 0);
}

/** A key that was sent and not received is told as this, whatever lost it. */
const lost = new Set(['base_url_redirects', 'network_intercepted', 'not_openai_api']);

/** Of the causes that are right, those that words can tell. That a key did not come is the gentler word for one refused. */
function toldOf(expect, shape) {
  const told = expect.filter((cause) => !byRuleOnly.has(cause) && !lost.has(cause));
  if (shape === 'page' || !expect.some((cause) => lost.has(cause))) return told;
  const others = told.filter((cause) => cause !== 'key_rejected');
  return lost.has(expect[0]) || expect[0] === 'key_rejected'
    ? ['not_openai_api', ...others]
    : [...others, 'not_openai_api'];
}
