/** What an answer says of what is asked for. */
export const requestWords = {
  model: `
    claude, gemini, grok, llama, qwen, deepseek, mistral, kimi, glm, gemma, mixtral, model, models, model_id, model id,
    model ids, modelid, model name*, model_name, deployment*, engine, engines, snapshot, model identifier,
    inference profile, llm, base model, fine-tuned model*, model group*, model-group, adapter, lora, lora adapter,
    endpointid, model_not_found,
    模型, 引擎, 大模型, 模型名称, 模型id, 推理接入点, 接入点, llms, foundation model*, checkpoint*, weights, model version*,
    language model*, inference endpoint*, 模型服务, 模型版本, 模型编码,
    supported models, available models, valid models, allowed models, existing models,
    supported model names, supported api model names, valid model names, available model names,
    model names are, model name must be, 可用模型, 支持的模型, 可选模型, 可用的模型, 仅支持以下模型, 支持以下模型`,
  channel: `
    allowed providers, channel*, provider*, endpoints, 渠道, 供应商, 通道, 供應商, 頻道, 线路, distributor, router, routers,
    upstream for, backend for, worker for, server for`,
  parameter: `
    parameter*, param, params, service_tier, service tier, argument*, field, fields, property, properties, keyword, option,
    options, value, values, extra input*, input should,
    schema, json, response_format, tool_choice, temperature, top_p, max_tokens, max_completion_tokens, max_output_tokens,
    stream, logprobs,
    reasoning_effort, reasoning effort, stop, messages, role, roles, body, json body, request body, attribute*, enum, type,
    payload format, format,
    content-type, content type, media type, syntax, arguments, function call*, 参数, 字段, 請求體, 请求体, 入参, 参数值, 參數, 欄位,
    格式, 类型, json格式, object key*, json key*, dictionary key*, duplicate key*, map key*, unknown key*, unexpected key*,
    extra key*, required key*, key path, unexpected token*, token at position, syntax error*, unmarshal*, deserialize*,
    deserialis*, unrecognized key*, body key*`,
  content: `
    prompt*, content, contents, message, input, inputs, image, images, file, files, item, text, conversation, query, tool call*,
    tool_call*, tool result*, tool use, attachment*, audio, video, pdf, document*, url content, image_url, thread,
    response id, previous_response_id,
    rs_*, msg_*, fc_*, 内容, 提示词, 输入, 消息, 图片, 文件, 文本, 问题, 內容, 輸入, 訊息, 圖片, 输出,
    submission*, submitted text, your text, container, containers, upload, uploads`,
  length: `
    window holds, context length*, context window*, total length, 总长度, context size, contextlength, maximum context,
    max context, input length, prompt length, input token*, prompt token*,
    token limit, input limit, request size, payload size, body size, content length, message length, max length,
    maximum length, max_model_len,
    context limit, n_ctx, context, size limit, entity, payload, request entity, maximum input, range of input length,
    input tokens limit,
    input characters, prompt tokens, message tokens, max message tokens, prompt_tokens, max_seq_len, max_prompt_tokens,
    max_input_tokens, seq_len, 上下文长度, 上下文, 输入长度, 最大长度, 长度, 字数, 上下文窗口, 輸入長度, 長度, 上限长度, 请求体大小,
    bytes, max bytes, maximum bytes, megabytes, body bytes, payload bytes, 字节, 字节数`,
} as const;
