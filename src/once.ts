/** The function with its answers remembered as long as it is kept: each thing is asked for once. What throws is asked again. */
export function once<K, T>(ask: (of: K) => T): (of: K) => T {
  const answers = new Map<K, T>();
  return (of) => {
    const known = answers.get(of);
    if (known !== undefined || answers.has(of)) return known as T;
    const answer = ask(of);
    answers.set(of, answer);
    return answer;
  };
}
