/** What the snippets are made from. */
export interface SnippetFacts {
  /** Where Plumbline answers. */
  url: string;
  /** The key just made, or a placeholder. */
  apiKey: string;
  service: string;
}

/** One way to send, with what to run. */
export interface Snippet {
  key: string;
  label: string;
  /** What to know before. */
  words: string;
  /** In order: each with what it is. */
  parts: readonly { label: string; code: string }[];
}

/** Every way to send, prefilled. The same programs stand in the guide, where they are run by a test. */
export function connectSnippets({ url, apiKey, service }: SnippetFacts): readonly Snippet[] {
  const env = `export PLUMBLINE_URL=${url}\nexport PLUMBLINE_API_KEY=${apiKey}`;
  return [
    {
      key: "sdk",
      label: "SDK",
      words: "Node, with the context of requests, redaction, and delivery that survives restarts of the server.",
      parts: [
        { label: "Once", code: `npm install @plumbline/sdk graphql\n${env}` },
        {
          label: "In your app",
          code: `import { createLogger } from "@plumbline/sdk/logs/node";\n\nconst log = createLogger({ service: "${service}" });\nlog.info("Hello from ${service}", { tenant: "acme" });`,
        },
      ],
    },
    {
      key: "pino",
      label: "pino",
      words: "Your pino stays as it is; a transport in its worker thread sends.",
      parts: [
        { label: "Once", code: `npm install @plumbline/sdk graphql\n${env}` },
        {
          label: "In your app",
          code: `import { pino } from "pino";\n\nconst log = pino({\n  transport: { target: "@plumbline/sdk/logs/pino", options: {\n    url: process.env.PLUMBLINE_URL, apiKey: process.env.PLUMBLINE_API_KEY, service: "${service}",\n  } },\n});\nlog.info({ tenant: "acme" }, "Hello from ${service}");`,
        },
      ],
    },
    {
      key: "winston",
      label: "winston",
      words: "One more transport beside those that you have.",
      parts: [
        { label: "Once", code: `npm install @plumbline/sdk graphql\n${env}` },
        {
          label: "In your app",
          code: `import winston from "winston";\nimport { PlumblineTransport } from "@plumbline/sdk/logs/winston";\n\nconst { PLUMBLINE_URL: url, PLUMBLINE_API_KEY: apiKey } = process.env;\nconst log = winston.createLogger({\n  format: winston.format.errors({ stack: true }),\n  transports: [new PlumblineTransport({ url, apiKey, service: "${service}" })],\n});\nlog.info("Hello from ${service}", { tenant: "acme" });`,
        },
      ],
    },
    {
      key: "otel",
      label: "OpenTelemetry",
      words: "Any language: the stock OTLP exporter over HTTP, as JSON or protobuf.",
      parts: [
        {
          label: "Environment of an SDK",
          code: `export OTEL_LOGS_EXPORTER=otlp\nexport OTEL_EXPORTER_OTLP_LOGS_PROTOCOL=http/protobuf\nexport OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=${url}/v1/logs\nexport OTEL_EXPORTER_OTLP_LOGS_HEADERS="authorization=Bearer ${apiKey}"\nexport OTEL_SERVICE_NAME=${service}`,
        },
        {
          label: "Or in a collector",
          code: `exporters:\n  otlphttp/plumbline:\n    logs_endpoint: ${url}/v1/logs\n    headers:\n      authorization: Bearer ${apiKey}\nservice:\n  pipelines:\n    logs:\n      exporters: [otlphttp/plumbline]`,
        },
      ],
    },
    {
      key: "curl",
      label: "curl",
      words: "One JSON object per line. Good for a first try, and for scripts.",
      parts: [
        {
          label: "In a terminal",
          code: `curl ${url}/v1/logs/ndjson \\\n  -H "authorization: Bearer ${apiKey}" \\\n  -H "content-type: application/x-ndjson" \\\n  --data-binary '{"level":"info","service":"${service}","message":"Hello from curl","tenant":"acme"}'`,
        },
      ],
    },
  ];
}
