/** Views with the numbers of the drawn story, for looking at them beside `look/`. Served by `vite`, never built. */
import { html, render } from "lit";
import "../src/design/index.css";
import { homeStory } from "./home-story.ts";
import { integrationStory } from "./integration-story.ts";
import { partsStory } from "./parts-story.ts";

const stories: Record<string, () => unknown> = { home: homeStory, integration: integrationStory, parts: partsStory };
const wanted = new URLSearchParams(location.search).get("story") ?? "home";

render(html`<main class="main" id="main">${(stories[wanted] ?? homeStory)()}</main>`, document.body);
