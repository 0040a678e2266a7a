import { expect, test } from "vitest";
import { describeError } from "../describe-error.ts";

// The same bug in two releases is one group whatever a build changes; another bug is another one.

const asset = (cart: string, vendor: string, [a, b]: [string, string], call: string) => `TypeError: x is undefined
    at ${a}.${call} (https://shop.test/assets/index-${cart}.js:1:23456)
    at https://shop.test/assets/vendor-${vendor}.js:2:99
    at Array.map (<anonymous>)
    at async ${b}.pay (https://shop.test/assets/cart.${vendor}.chunk.js:1:22)`;
const firefox = (hash: string, line: number, call: string) => `TypeError: x is undefined
${call}@https://shop.test/assets/cart-${hash}.js:${line}:200
async*pay/<@https://shop.test/assets/cart-${hash}.js:${line}:300`;
const safari = (hash: string, line: number, call: string) => `TypeError: x is undefined
${call}@https://shop.test/assets/cart-${hash}.js:${line}:200
[native code]
global code@https://shop.test/assets/cart-${hash}.js:${line}:300
promiseReactionJob@[native code]`;
const node = (line: number, call: string) => `Error: boom
    at /app/dist/routes.js:${line}:5
    at process.processTicksAndRejections (node:internal/process/task_queues:${line}:5)
    at async Promise.all (index ${line % 3}) {
  code: 'E_BOOM',
  [cause]: Error: socket hang up
      at Socket.onEnd (node:_http_client:${line}:23)
      at Client.${call} (/app/dist/client.js:${line}:7)
}`;
const nextJs = (build: string, page: string) => `Error: boom
    at render (https://shop.test/_next/static/${build}/pages/${page}.js:1:2)
    at Page (/app/.next/server/app/(shop)/${page}/page.js:1:2)`;
const python = (line: number, file: string) => `Traceback (most recent call last):
  File "/srv/shop/db.py", line ${line}, in query
    cur.execute(sql)
    ~~~~~~~~~~~^^^^^
psycopg.OperationalError: connection lost

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/${file}.py", line ${line}, in load
    raise CartError(f"cart {self.id}") from e
shop.CartError: cart ${line}`;
const pythonGroup = (line: number, call: string) => `  + Exception Group Traceback (most recent call last):
  |   File "/srv/shop/run.py", line ${line}, in main
  | ExceptionGroup: several (${line} sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/srv/shop/cart.py", line ${line}, in ${call}
    | ValueError: ${line}
    +------------------------------------`;
const java = (line: number, call: string) => `java.lang.IllegalStateException: order ${line} failed
	at com.shop.Order.pay(Order.java:${line})
	Suppressed: java.io.IOException: close
		at com.shop.Res.close(Res.java:3)
Caused by: java.sql.SQLException: deadlock
	at com.shop.Db.${call}(Db.java:${line})
	at com.shop.Order$$Lambda$${line}/0x0000000800c0${line}00.apply(Unknown Source)
	at java.base/java.lang.Thread.run(Thread.java:8${line})
	... ${line} common frames omitted`;
const go = (line: number, call: string) => `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x${line} pc=0x48f1b2]

goroutine ${line} [running]:
main.Map[go.shape.int${line}](...)
	/build/shop/map.go:${line}
main.(*Cart).${call}(0xc0000${line}, {0x1, 0x2})
	/build/shop/cart.go:${line} +0x1d
main.main.func${line}.2()
	/build/shop/main.go:${line} +0x1d`;
const ruby = (line: number, call: string) =>
  `/srv/shop/releases/202611${line}/app/cart.rb:${line}:in 'Cart#${call}': undefined method 'price' for nil (NoMethodError)
	from /srv/shop/releases/202611${line}/app/web.rb:${line}:in 'block (${line % 5} levels) in <main>'`;
const dotnet = (line: number, call: string, folder: string) => `System.AggregateException: One or more errors occurred.
 ---> System.InvalidOperationException: No price
   at Shop.Cart.<${call}>d__${line}.MoveNext() in ${folder}/Shop/Cart.cs:line ${line}
--- End of stack trace from previous location ---
   at Shop.Web.<>c__DisplayClass${line}_0.<<Pay>b__${line}>d.MoveNext() in ${folder}/Shop/Web.cs:line ${line}`;
const php = (line: number, call: string) =>
  `PHP Fatal error:  Uncaught DomainException: No price for ${line} in /srv/shop/src/Cart.php:${line}
Stack trace:
#0 /srv/shop/src/Web.php(${line}): Shop\\Cart->${call}()
#1 /srv/shop/src/Web.php(${line}): Shop\\Web->{closure:Shop\\Web::run():${line}}()
#2 {main}`;
const rust = (line: number, call: string, thread: string) => `thread '${thread}' panicked at src/cart.rs:${line}:34:
index out of bounds: the len is 3 but the index is ${line}
stack backtrace:
   0: rust_begin_unwind
             at /rustc/9fc6b43126469e38${line}/library/std/src/panicking.rs:665:5
   1: core::panicking::panic_bounds_check
   2: shop::cart::Cart::${call}::h1f2e3d4c5b6a79${line}
             at ./src/cart.rs:${line}:34
   3: shop::main
             at ./src/main.rs:${line}:5`;

test.each<[name: string, one: string, next: string, other: string]>([
  [
    "a minified bundle in Chrome",
    asset("B3xYz9Qa", "9f8e7d6c", ["t", "e"], "total"),
    asset("DqWmNeRt", "1a2b3c4d", ["n", "$r"], "total"),
    asset("DqWmNeRt", "1a2b3c4d", ["n", "$r"], "taxes"),
  ],
  ["Firefox", firefox("abc12345", 1, "total"), firefox("ffe98765", 3, "total"), firefox("ffe98765", 3, "taxes")],
  ["Safari", safari("abc12345", 1, "total"), safari("ffe98765", 3, "total"), safari("ffe98765", 3, "taxes")],
  ["Node, with a cause", node(10, "call"), node(12, "call"), node(12, "connect")],
  ["Next.js", nextJs("AbC9dEf012", "cart"), nextJs("xY3zW8vU7t", "cart"), nextJs("xY3zW8vU7t", "tax")],
  ["Python, one exception while another was handled", python(10, "cart"), python(12, "cart"), python(12, "tax")],
  ["a group of exceptions in Python", pythonGroup(3, "total"), pythonGroup(4, "total"), pythonGroup(4, "taxes")],
  ["Java, with a cause and one suppressed", java(10, "run"), java(12, "run"), java(12, "close")],
  ["Go, with type arguments", go(10, "Total"), go(12, "Total"), go(12, "Taxes")],
  ["Ruby", ruby(10, "total"), ruby(12, "total"), ruby(12, "taxes")],
  [".NET", dotnet(10, "TotalAsync", "/src"), dotnet(12, "TotalAsync", "C:/agent"), dotnet(12, "TaxAsync", "/src")],
  ["PHP", php(10, "total"), php(12, "total"), php(12, "taxes")],
  ["Rust", rust(10, "total", "main"), rust(12, "total", "worker-3"), rust(12, "taxes", "main")],
  [
    "Rust without a backtrace",
    "thread 'main' panicked at src/cart.rs:12:34:\nno price\nnote: run with `RUST_BACKTRACE=1`",
    "thread 'worker-3' panicked at src/cart.rs:19:7:\nno price\nnote: run with `RUST_BACKTRACE=1`",
    "thread 'main' panicked at src/tax.rs:12:34:\nno price\nnote: run with `RUST_BACKTRACE=1`",
  ],
  [
    "Rust before 1.73",
    "thread 'main' panicked at 'no price', src/cart.rs:12:34",
    "thread 'w2' panicked at 'no price', src/cart.rs:15:3",
    "thread 'main' panicked at 'no price', src/tax.rs:12:34",
  ],
])("%s: two releases of a bug are one, two bugs are two", (_name, one, next, other) => {
  const keyOf = (body: string) =>
    describeError({ service: "shop", body, exceptionType: null, exceptionMessage: null, stacktrace: null }).key;
  expect(keyOf(next)).toBe(keyOf(one));
  expect(keyOf(other)).not.toBe(keyOf(next));
});

test("words in capitals in a file's name are no hash", () => {
  const at = (file: string) =>
    describeError({
      service: "shop",
      body: "x",
      exceptionType: "Error",
      exceptionMessage: "x",
      stacktrace: `Error: x\n    at show (https://shop.test/assets/${file}:1:2)`,
    }).frames;
  expect(at("page-UserList.js")).toEqual(["show (assets/page-UserList.js)"]);
  expect(at("page-QWERTYUI.js")).toEqual(["show (assets/page.js)"]);
});

test("a line of JSON is what its message says", () => {
  const described = describeError({
    service: "shop",
    body: '{"level":"error","time":1763726400000,"msg":"Card 4711 declined","user":"ada"}',
    exceptionType: null,
    exceptionMessage: null,
    stacktrace: null,
  });
  expect(described).toMatchObject({ message: "Card 4711 declined", template: "Card <number> declined" });
});
