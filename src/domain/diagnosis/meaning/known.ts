/** Answers that are known word for word, where weighing opinions does not tell them. Made by `npm run learn:verdicts`. */
export const known = `
request_rejected 16yel9f 1eyip6r 4iou6y d0vtnn 16l7tfg lkb2dc b55vt4 p9zxb5 1q2691q 69lzbb
key_rejected 1sui5j0 1xpy27s v20ucp 7n5rj7 14pnf9r 123jxjr glxlz1 6l73sq hn1o8p 18unkzi 15l3n47 qa52w8 9836ef ude0k 2uss4n 1yfqx48 mnnu1i 1fewrk6
key_expired 1gprzxw 1yckr37
billing_no_credit 1uo1m0f 6bogdv 14wzjpb
account_deactivated 1njrgpk 16a4hjg 1khh0fx 1fsb21f
service_overloaded n4njxp
key_type_not_allowed qfepqj 1vjcczz mv7m78 1k7gqqe 98ywg4
service_error pjl4je rokej6 bjcf20 16gmwhy 4by3e1
billing_inactive 146mauy 1j32yak
project_mismatch 1f3ztxt
key_wrong_kind svsjz8
billing_spend_limit 1guk7uh radu71
model_wrong_endpoint 2h1fzu
not_openai_api 1vtaqt 123jxjr
model_retired 16jglfd
base_url_wrong_region 1loxzw9
key_missing_scope 1qdxtqo lfawfz kw9xtx 18rbqzq
base_url_redirects 1p6u4x6
`;
