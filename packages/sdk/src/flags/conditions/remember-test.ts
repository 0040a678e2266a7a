/**
 * A pattern's test that knows its last text and answer: rules ask the same attribute of the same context again and again, and a
 * segment's pattern is one for all flags.
 */
export function rememberTest(pattern: RegExp): (text: string) => boolean {
  let last: string | undefined;
  let answer = false;
  return (text) => {
    if (text !== last) {
      answer = pattern.test(text);
      last = text;
    }
    return answer;
  };
}
