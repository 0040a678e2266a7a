const libraries = [
  // JavaScript
  /(?:^|[\\/])node_modules[\\/]|^node:|^internal[\\/]|(?:^|[\\/])\.yarn[\\/]|^<anonymous>$|^native$|^chrome-extension:/,
  // Python
  /[\\/](?:site|dist)-packages[\\/]|[\\/]lib[\\/]python\d[\d.]*[\\/]|^<frozen |[\\/]importlib[\\/]/,
  // Go
  /[\\/]go[\\/]src[\\/]|[\\/]pkg[\\/]mod[\\/]|[\\/]vendor[\\/]|[\\/]golang[\d.]*[\\/]src[\\/]/,
  // Rust
  /^\/rustc\/|[\\/]\.cargo[\\/]registry[\\/]|[\\/]rustlib[\\/]/,
  // Ruby, PHP
  /[\\/]gems[\\/]|^<internal:|[\\/]rubies[\\/]|[\\/]vendor[\\/]/,
];

/** Packages of languages and of frameworks that call the application. */
const packages =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|clojure|android|androidx|org\.(?:springframework|apache|hibernate|eclipse|jboss|junit|gradle|codehaus|postgresql|h2)|io\.(?:netty|micrometer|grpc|reactivex|undertow)|reactor|okhttp3|retrofit2|com\.(?:zaxxer|fasterxml|google|mysql)|System|Microsoft|MS|Newtonsoft|Npgsql|Dapper|Polly)\./;
const goRuntime =
  /^(?:runtime|reflect|net|net\/http|sync|syscall|testing|panic|encoding\/\w+|database\/sql|io|os|context)\./;
const rustRuntime = /^<?(?:std|core|alloc|rust_begin_unwind|__rust|tokio|main$|_start$)/;
const phpInternal = /^(?:Illuminate|Symfony|Laravel|Doctrine|PDO|PHPUnit)\\/;

/** Whether a frame is of the application itself, not of its language, its libraries or its framework. */
export function isOwnCode(language: string, frame: { function: string; file: string }): boolean {
  if (libraries.some((library) => library.test(frame.file))) return false;
  if (language === "java" || language === "dotnet") return !packages.test(frame.function);
  if (language === "go") return !goRuntime.test(frame.function);
  if (language === "rust") return !rustRuntime.test(frame.function);
  if (language === "php") return frame.file !== "" && !phpInternal.test(frame.function);
  return frame.file !== "";
}
