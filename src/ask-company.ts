import { basename, resolve } from "node:path";
import { createInterface } from "node:readline";
import { companyQuestions, type InitRequest } from "./init-company.ts";
import { formatProblem, KessanError } from "./problem.ts";

/** Asks for what a request leaves out, each again until its answer can be taken. An empty answer is the usual one. */
export async function askCompany(
  given: InitRequest,
  {
    ask,
    tell,
  }: {
    readonly ask: (question: string) => Promise<string>;
    readonly tell: (lines: readonly string[]) => void;
  },
): Promise<InitRequest> {
  let request = given;
  for (const { key, words, usual: example, problems: problemsOf } of companyQuestions) {
    const folder = basename(resolve(given.folder));
    const usual = key === "id" && problemsOf(folder).length === 0 ? folder : example;
    while (request[key] === undefined) {
      const answer = (await ask(`${words} [${usual}]: `)).trim() || usual;
      const problems = problemsOf(answer);
      if (problems.length > 0) tell(problems.map(formatProblem));
      else
        request = {
          ...request,
          [key]: key === "languages" ? answer.split(",").map((lang) => lang.trim()) : answer,
        };
    }
  }
  return request;
}

/** Lends a work the user at the terminal, who can be asked. Throws a KessanError where the user goes away. */
export async function askOnTerminal<T>(
  work: (ask: (question: string) => Promise<string>) => Promise<T>,
): Promise<T> {
  // What is printed is the result; questions are no part of it
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Keeps what is typed before it is asked for
  const typed = lines[Symbol.asyncIterator]();
  try {
    return await work(async (question) => {
      lines.setPrompt(question);
      lines.prompt();
      const { value, done } = await typed.next();
      if (done !== true) return value;
      throw new KessanError([{ what: "ended before all was answered; nothing was written" }]);
    });
  } finally {
    lines.close();
  }
}
