import { describe, expect, test } from "vitest";
import { describeError, type ErrorFacts } from "./describe-error.ts";
import { generaliseMessage } from "./message/generalise-message.ts";
import { keyFrames } from "./stack/key-frames.ts";
import { parseStack } from "./stack/parse-stack.ts";
import { restoreTokens, showTemplate, storeTokens } from "./template/template.ts";
import { TemplateMiner } from "./template/template-miner.ts";

const shown = (message: string) => showTemplate(generaliseMessage(message));
const error = (facts: Partial<ErrorFacts>) =>
  describeError({ service: "shop", body: "", exceptionType: null, exceptionMessage: null, stacktrace: null, ...facts });

describe("a message is generalised", () => {
  test.each([
    ["Order 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed", "Order <uuid> failed"],
    ["Mail to ada@example.com refused", "Mail to <email> refused"],
    ["GET https://shop.test/cart?id=7 answered 502 in 1,204 ms", "GET <url> answered <number> in <number>"],
    ["Timeout from 10.0.0.7:5432 after 00:03", "Timeout from <address> after <time>"],
    ["Timeout from fe80::1 on ::1, not std::add::bad", "Timeout from <address> on <address>, not std::add::bad"],
    ["Timeout from fe80:0:0:1::7 at 2026-11-21T14:00:00.123Z", "Timeout from <address> at <time>"],
    ["No space left for /var/lib/shop/7.tmp", "No space left for <path>"],
    ["Bad block 0x7ffdeadbeef in blk_-1608999687919862906", "Bad block <hex> in blk_#"],
    ["db-1.shop.internal:5432 refused 12 times", "<host> refused <number> times"],
    ["Commit deadbeef01 is gone", "Commit <id> is gone"],
    ["sent 18846 bytes (18.4 KB), 3 files", "sent <list> files"],
    ["ids 1, 2, 3 and 4", "ids <list> and <number>"],
    ["user=root ruser= rhost=", "user=root ruser=<nothing> rhost=<nothing>"],
  ])("%s", (message, template) => {
    expect(shown(message)).toBe(template);
  });

  test("whatever comes, to its end and to 64 tokens", () => {
    for (const text of [
      "a-".repeat(20_000),
      "'".repeat(20_000),
      "/=".repeat(20_000),
      "1,".repeat(20_000),
      "::1".repeat(9000),
      '="'.repeat(9000),
      '\\"a='.repeat(9000),
      "[a,".repeat(9000),
      "{a=1,".repeat(9000),
      `"${'x="y '.repeat(9000)}`,
    ]) {
      expect(generaliseMessage(text).length).toBeLessThanOrEqual(64);
    }
  });
});

const traces: Record<string, [trace: string, type: string, message: string, frame: string]> = {
  javascript: [
    `TypeError: Cannot read properties of undefined (reading 'price')
    at Cart.total (/app/releases/41/src/cart.js:12:34)
    at async Promise.all (index 0)
    at async handle (file:///app/releases/41/src/http/handle.js:3:9)
    at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)
    at node:internal/process/task_queues:95:5`,
    "TypeError",
    "Cannot read properties of undefined (reading 'price')",
    "Cart.total (#/src/cart.js)",
  ],
  python: [
    `Traceback (most recent call last):
  File "/usr/lib/python3.12/runpy.py", line 3, in run
    go()
  File "/srv/shop/cart.py", line 40, in total
    return self.items[0].price
IndexError: list index out of range`,
    "IndexError",
    "list index out of range",
    "total (srv/shop/cart.py)",
  ],
  java: [
    `javax.servlet.ServletException: wrapped
	at org.springframework.web.Servlet.run(Servlet.java:10)
Caused by: com.shop.CardException: Card 4711 declined
	at com.shop.Cart.lambda$pay$3(Cart.java:88)
	at com.shop.Cart.pay(Cart.java:80)
	... 12 more`,
    "com.shop.CardException",
    "Card 4711 declined",
    "com.shop.Cart.lambda$pay (Cart.java)",
  ],
  go: [
    `panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
runtime.gopanic(0x4a3c)
	/usr/local/go/src/runtime/panic.go:884 +0x212
github.com/shop/cart.(*Cart).Total(0xc000010)
	/build/shop/cart/cart.go:17 +0x1d`,
    "panic",
    "runtime error: index out of range [5] with length 3",
    "github.com/shop/cart.(*Cart).Total (shop/cart/cart.go)",
  ],
  ruby: [
    `/srv/shop/app/cart.rb:12:in 'Cart#total': undefined method 'price' for nil (NoMethodError)
	from /srv/shop/app/web.rb:7:in 'block (2 levels) in <main>'`,
    "NoMethodError",
    "undefined method 'price' for nil",
    "Cart#total (shop/app/cart.rb)",
  ],
  dotnet: [
    `System.InvalidOperationException: Sequence contains no elements
   at System.Linq.ThrowHelper.ThrowNoElements()
   at Shop.Cart.Total(String currency) in C:\\build\\Shop\\Cart.cs:line 42`,
    "System.InvalidOperationException",
    "Sequence contains no elements",
    "Shop.Cart.Total (Cart.cs)",
  ],
  php: [
    `PHP Fatal error:  Uncaught DomainException: No price in /srv/shop/src/Cart.php:12
Stack trace:
#0 /srv/shop/src/Web.php(33): Shop\\Cart->total()
#1 {main}`,
    "DomainException",
    "No price in /srv/shop/src/Cart.php:12",
    "Shop\\Cart->total (shop/src/Web.php)",
  ],
};

test.each(Object.keys(traces))("a stack trace of %s is read", (language) => {
  const [trace, type, message, frame] = traces[language] as (typeof traces)[string];
  const stack = parseStack(trace);
  expect(stack).toMatchObject({ type, message });
  expect(keyFrames(stack as NonNullable<typeof stack>)[0]).toBe(frame);
});

test("an error keeps its signature from release to release, and differs by type, place and service", () => {
  const [trace] = traces.javascript as [string, ...string[]];
  const one = error({ stacktrace: trace, body: "failed" });
  const next = error({
    stacktrace: trace.replaceAll("releases/41", "releases/42").replaceAll(":12:34", ":19:2"),
    body: "failed",
  });
  expect(next.key).toBe(one.key);
  expect(error({ stacktrace: trace.replace("TypeError", "RangeError"), body: "failed" }).key).not.toBe(one.key);
  expect(error({ stacktrace: trace.replace("Cart.total", "Cart.tax"), body: "failed" }).key).not.toBe(one.key);
  expect(error({ service: "billing", stacktrace: trace, body: "failed" }).key).not.toBe(one.key);
});

describe("mining", () => {
  const mine = (miner: TemplateMiner, messages: string[]) =>
    messages.map((message) => miner.place(generaliseMessage(message)));

  test("learns which words are values, says why, and the group that was first keeps its name", () => {
    const miner = new TemplateMiner();
    const [first] = mine(miner, ["Invalid user admin tried"]);
    mine(miner, ["Invalid user oracle tried"]);
    const [third] = mine(miner, ["Invalid user test tried"]);
    expect(third?.group).toBe(first?.group);
    expect(third?.lessons[0]?.lesson.because).toBe(
      "In place 3 stood 3 different words (“admin”, “oracle”, “test”) and everything else is the same.",
    );
    const [fourth] = mine(miner, ["Invalid user guest tried"]);
    expect(fourth).toMatchObject({ group: first?.group, created: [], merges: [] });
    expect(showTemplate(fourth?.template.tokens ?? [])).toBe("Invalid user <…> tried");
  });

  test("keys, labels and exceptions are never values", () => {
    const miner = new TemplateMiner();
    const groups = ["Io", "Timeout", "Parse", "Lock", "Auth", "Quota"].map(
      (name) => mine(miner, [`${name}Exception while the job was running`])[0]?.group,
    );
    expect(new Set(groups).size).toBe(6);
  });

  test("two values that always differ together are found", () => {
    const miner = new TemplateMiner();
    const messages = ["ada:eu_west", "bob:us_east", "cyd:ap_south", "dan:me_north"].map((pair) => {
      const [user, region] = pair.split(":");
      return `Login of user ${user} refused by region=${region} today`;
    });
    const groups = mine(miner, messages).map(({ group }) => group);
    expect(new Set(groups.map((group) => miner.groups.find(group))).size).toBe(1);
  });

  test("messages of unequal shape are one when all their words are the same, also restored from what was written down", () => {
    const network = [
      "v4(en0-:10.0.0.1) DNS! Proxy",
      "v4(en0:10.0.0.2) v6(en0!:fe80::1:2:3) DNS Proxy",
      "v4(en0!:10.0.0.3) DNS+ Proxy+",
    ];
    const messages = [...network, "v4(awdl0-) DNS Proxy-"].map((rest) => `network changed: ${rest} in use`);
    const miner = new TemplateMiner();
    const placed = mine(miner, messages);
    expect(new Set(placed.map(({ group }) => miner.groups.find(group))).size).toBe(1);
    const [learned] = placed.flatMap(({ lessons }) => lessons);
    expect(learned?.lesson.because).toBe(
      "4 messages have the same words in the same order; they differ in names, values and signs only.",
    );
    const resumed = new TemplateMiner();
    for (const template of placed.flatMap(({ created }) => created)) resumed.restore(template);
    for (const { lesson } of placed.flatMap((each) => each.lessons)) resumed.restoreLesson(lesson);
    for (const { from, into } of placed.flatMap(({ merges }) => merges)) resumed.groups.put(from, into);
    const [next] = mine(resumed, ["network changed: v4(p2p0!:10.0.0.9), DNS, Proxy- in use"]);
    expect(next).toMatchObject({ group: miner.groups.find(placed[0]?.group as string), created: [] });
    const [other] = mine(resumed, ["network changed: v4(p2p0!:10.0.0.9) WINS Proxy in use"]);
    expect(other?.group).not.toBe(next?.group);
  });

  test("a place where little is the same beside it needs more proof", () => {
    const miner = new TemplateMiner();
    const groups = [..."abcdefgh"].map((letter) => mine(miner, [`Initializing system.${letter}x`])[0]?.group);
    const found = groups.map((group) => miner.groups.find(group as string));
    expect(new Set(groups.slice(0, 7)).size).toBe(7);
    expect(new Set(found).size).toBe(1);
  });

  test("the same stream gives the same groups, and restored from what was written down it goes on the same", () => {
    const stream = Array.from(
      { length: 400 },
      (_, i) => `Worker ${"abcdefgh"[i % 8]}_pool lost job ${i} of queue q${"xyz"[i % 3]}`,
    );
    const whole = new TemplateMiner();
    const templates = stream.flatMap((message) => mine(whole, [message]));
    const groupsOf = (miner: TemplateMiner, messages: string[]) =>
      mine(miner, messages).map(({ group }) => miner.groups.find(group));
    const half = new TemplateMiner();
    const before = mine(half, stream.slice(0, 100));
    const resumed = new TemplateMiner();
    for (const template of before.flatMap(({ created }) => created)) {
      resumed.restore({ ...template, tokens: restoreTokens(storeTokens(template.tokens)) });
    }
    for (const { merges, lessons } of before) {
      for (const { lesson } of lessons) resumed.restoreLesson(lesson);
      for (const { from, into } of merges) resumed.groups.put(from, into);
    }
    expect(groupsOf(resumed, stream.slice(100))).toEqual(groupsOf(whole, stream.slice(100)));
    expect(templates.length).toBe(400);
  });

  test("memory is bounded: beyond it a message still has one group, always the same", () => {
    const miner = new TemplateMiner({ mostTemplates: 10 });
    const name = (n: number) => String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26));
    const messages = Array.from({ length: 200 }, (_, i) => `${name(i)} ${name(i * 7)} ${name(i * 3)} happened`);
    const groups = mine(miner, messages).map(({ group }) => group);
    expect(miner.size).toBe(10);
    expect(mine(miner, messages).map(({ group }) => group)).toEqual(groups);
  });
});
