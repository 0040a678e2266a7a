/** What the snippets are made from. */
export interface SnippetFacts {
  /** Where Plumbline answers. */
  url: string;
  /** A secret key, or a placeholder. */
  secret: string;
  /** A publishable key, or a placeholder. */
  publishable: string;
  /** Key of the flag that is asked for. */
  flag: string;
}

/** One way to ask, with what to run. */
export interface Snippet {
  key: string;
  label: string;
  /** Which of the keys it needs. */
  needs: "SECRET" | "PUBLISHABLE";
  parts: readonly { label: string; code: string }[];
}

const install = (packages: string): { label: string; code: string } => ({
  label: "Once",
  code: `npm install ${packages}`,
});

/** Every way to ask, prefilled. The guide "Use flags" has the same programs, where a test runs them. */
export function connectSnippets({ url, secret, publishable, flag }: SnippetFacts): readonly Snippet[] {
  const node = `import { createFlags } from "@plumbline/sdk/flags/node";

const flags = createFlags({ url: "${url}", key: "${secret}" });
await flags.start();
console.log(flags.isEnabled("${flag}", { targetingKey: "user-7" }));`;
  const react = `import { FeatureFlag, FlagProvider } from "@plumbline/sdk/react";
import { WebFlagClient } from "@plumbline/sdk/flags/web";

const store = new WebFlagClient({ url: "${url}", key: "${publishable}", context: { targetingKey: "user-7" } });

<FlagProvider store={store}>
  <FeatureFlag flag="${flag}" fallback={<p>Old</p>}><p>New</p></FeatureFlag>
</FlagProvider>;`;
  const element = `<script type="module" src="${url}/widgets/flag.js"></script>
<body data-plumbline-api-url="${url}" data-plumbline-client-key="${publishable}" data-plumbline-targeting-key="user-7">
  <plumbline-flag flag="${flag}"><template>New</template><template slot="else">Old</template></plumbline-flag>
</body>`;
  const openFeature = `import { OpenFeature } from "@openfeature/server-sdk";
import { createFlags } from "@plumbline/sdk/flags/node";
import { PlumblineServerProvider } from "@plumbline/sdk/openfeature";

const flags = createFlags({ url: "${url}", key: "${secret}" });
await OpenFeature.setProviderAndWait(new PlumblineServerProvider(flags));
console.log(await OpenFeature.getClient().getBooleanValue("${flag}", false, { targetingKey: "user-7" }));`;
  const curl = `curl -s "${url}/ofrep/v1/evaluate/flags/${flag}" -H "authorization: Bearer ${publishable}" \\
  -H "content-type: application/json" -d '{"context": {"targetingKey": "user-7"}}'`;
  const inApp = (code: string) => ({ label: "In your app", code });
  return [
    { key: "node", label: "Node", needs: "SECRET", parts: [install("@plumbline/sdk graphql"), inApp(node)] },
    { key: "react", label: "React", needs: "PUBLISHABLE", parts: [install("@plumbline/sdk graphql"), inApp(react)] },
    { key: "element", label: "HTML", needs: "PUBLISHABLE", parts: [{ label: "In your page", code: element }] },
    {
      key: "openfeature",
      label: "OpenFeature",
      needs: "SECRET",
      parts: [install("@plumbline/sdk graphql @openfeature/core @openfeature/server-sdk"), inApp(openFeature)],
    },
    { key: "ofrep", label: "OFREP", needs: "PUBLISHABLE", parts: [{ label: "In a shell", code: curl }] },
  ];
}
