/** Answers that are known word for word, where weighing opinions does not tell them. Made by `npm run learn:verdicts`. */
export const known = `
request_rejected 16yel9f 1eyip6r 198zf0z 4iou6y d0vtnn b55vt4 p9zxb5
key_rejected 1sui5j0 1xpy27s v20ucp 7n5rj7 14pnf9r 123jxjr glxlz1 6l73sq hn1o8p 18unkzi 15l3n47 qa52w8 9836ef ude0k 2uss4n 1yfqx48 mnnu1i 1fewrk6
key_expired 1gprzxw 1yckr37
billing_spend_limit 6v17zq
key_type_not_allowed qfepqj 1vjcczz 98ywg4
key_wrong_kind svsjz8
account_deactivated 1khh0fx
not_openai_api 1vtaqt 123jxjr
base_url_redirects 1tbq9lc 1p6u4x6
service_error 16gmwhy 4by3e1
key_missing_scope 1qdxtqo lfawfz lw81kd kw9xtx 18rbqzq
`;
