/** Answers that are known word for word, where weighing opinions does not tell them. Made by `npm run learn:verdicts`. */
export const known = `
key_type_not_allowed vvf2ag qfepqj 1vjcczz mv7m78 1k7gqqe
request_too_large mgwvd9
account_deactivated f3kqa9 1njrgpk 16a4hjg 1fsb21f
request_rejected 16yel9f 1eyip6r 198zf0z 4iou6y d0vtnn 16l7tfg lkb2dc 1q2691q yq6kz1 jkx01n 69lzbb 1apu4su b89sky
key_rejected 1sui5j0 1xpy27s v20ucp 7n5rj7 14pnf9r 123jxjr glxlz1 8e47hz 6l73sq hn1o8p 18unkzi 15l3n47 qa52w8 ude0k 2uss4n 1yfqx48 mnnu1i 1fewrk6
key_expired 1gprzxw 1yckr37
model_no_access lgkl77 1pccg8h v1ip50 16c0oty g4y8rd
billing_no_credit 1uo1m0f 1cct4wi 6bogdv 14wzjpb
model_wrong_endpoint 1lj6az0 3sbnu9
billing_inactive 16q9ogy 1t23663 146mauy
key_missing_scope vgynkk 1qdxtqo lfawfz kw9xtx 18rbqzq
base_url_wrong_path s2d8n5
service_error f3fru8 1ycr3uk nwfus0 pjl4je rokej6 16gmwhy 1dz2o93
billing_spend_limit 6v17zq 1nwp7zr 10te259
service_overloaded pcstax n4njxp 1vtjlxl s3an8r
billing_usage_limit 1b0s5r9 1u9ls91
model_not_found 1wibrkm
network_blocked szg3tx
model_retired 1tfvo78 16jglfd
project_mismatch 14dtwv0 1f3ztxt
rate_limited r4gniu j8b1om
region_unsupported kb6xle
not_openai_api 1vtaqt 123jxjr
key_wrong_kind 19qdold
base_url_wrong_region 1loxzw9
organization_mismatch 1wwyqgs
base_url_redirects 1p6u4x6
`;
