/** Answers that are known word for word, where weighing opinions does not tell them. Made by `npm run learn:verdicts`. */
export const known = `
unknown jpy7qt
request_rejected d0zyw6 t4h98r 16yel9f d0vtnn 16l7tfg
key_type_not_allowed 1xx731r qfepqj 1vjcczz mv7m78 1k7gqqe 98ywg4
key_rejected 1jxhkif 1sui5j0 1xpy27s v20ucp 7n5rj7 123jxjr 6l73sq hn1o8p 18unkzi 9836ef ude0k 2uss4n mnnu1i 1fewrk6
key_expired 1gprzxw 1yckr37
model_no_access 5cmqz2
model_wrong_endpoint 3sbnu9 12agnyo
service_overloaded n4njxp
account_deactivated 16a4hjg 1khh0fx 1fsb21f
project_mismatch 1f3ztxt
service_error rokej6 16gmwhy 4by3e1 5cmqz2
key_wrong_kind svsjz8
billing_inactive 1j32yak
key_missing_scope 1xpedr2 1qdxtqo lfawfz lw81kd kw9xtx 18rbqzq
model_retired 16jglfd
base_url_wrong_region 1loxzw9
organization_required 1eurxsg
rate_limited lgm24j
not_openai_api 123jxjr
billing_no_credit 6bogdv lizt3a 14wzjpb
base_url_wrong_path mgnx09
`;
