import { parameterFacts } from './answer-facts.ts';
import { answerRule, type Evidence, type Rule, status } from './evidence-view.ts';

const serverFault = ({ answer }: Evidence): boolean => answer.meant >= 500 && answer.meant <= 599;
const inShape = ({ answer }: Evidence): boolean => answer.shape === 'json' || answer.shape === 'stream';

/** What remains when an answer named nobody else: the service, then the request, by status. */
export const serviceRules: readonly Rule[] = [
  answerRule({
    id: 'service-fault',
    cause: 'service_error',
    codes: `
      server_error internal_server_error internal_error api_connection_error bad_gateway gateway_timeout
      upstream_error bad_response_status_code do_request_failed internal_service_error service_error
    `,
    says: [
      /server had an error|internal (?:server |service )?error|bad gateway|gateway time-?out/,
      /upstream (?:connect|request|error|server|service)|no healthy upstream/,
      /something went wrong (?:on|at) our|(?:blocked|rejected|refused|denied) by (?:the |an? |our )?upstream/,
      /(?:服务器?|系统|上游|内部).{0,8}(?:错误|异常|故障|出错)/,
    ],
    only: (evidence) => serverFault(evidence) || inShape(evidence),
  }),
  answerRule({
    id: 'service-unavailable',
    cause: 'service_overloaded',
    only: (evidence) => evidence.answer.meant === 529 || (evidence.answer.meant === 503 && inShape(evidence)),
  }),
  answerRule({ id: 'status-5xx', cause: 'service_error', only: serverFault }),
  answerRule({ id: 'status-408', cause: 'network_timeout', only: status(408, 499) }),
  answerRule({ id: 'status-409', cause: 'service_error', only: status(409, 425) }),
  answerRule({ id: 'status-451', cause: 'region_unsupported', only: status(451) }),
  answerRule({
    id: 'request',
    cause: 'request_rejected',
    only: (evidence) => status(400, 406, 415, 422)(evidence) && inShape(evidence) && evidence.answer.failed,
    facts: parameterFacts,
  }),
];
