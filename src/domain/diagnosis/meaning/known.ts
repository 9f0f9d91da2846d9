/** Answers that are known word for word, where weighing opinions does not tell them. Made by `npm run learn:verdicts`. */
export const known = `
key_rejected 1xpy27s v20ucp 7n5rj7 6l73sq hn1o8p 18unkzi 9836ef ude0k 2uss4n mnnu1i 1fewrk6
key_expired 1gprzxw 1yckr37
account_deactivated 1njrgpk 16a4hjg 1khh0fx 1fsb21f
model_wrong_endpoint 3sbnu9 12agnyo xjr5cx
key_type_not_allowed qfepqj 1vjcczz mv7m78 1k7gqqe 98ywg4
request_rejected 16l7tfg
billing_inactive 146mauy 1j32yak
billing_spend_limit 10te259
project_mismatch 1f3ztxt
request_too_large 1hjzbyb
service_error rokej6 16gmwhy 4by3e1
key_wrong_kind svsjz8
base_url_wrong_region 1loxzw9
organization_required 1eurxsg
rate_limited lgm24j
key_missing_scope 1qdxtqo lfawfz kw9xtx 18rbqzq
billing_no_credit 6bogdv
model_not_found 1ww3ccy
base_url_wrong_path mgnx09
`;
