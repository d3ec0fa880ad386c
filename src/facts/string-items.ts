/** Collects the text of a string item of a workbook. */
export interface StringReader {
  open(name: string): void;
  close(name: string): void;
  text(text: string): void;
  /** What was collected since the last time. */
  take(): string;
}

/** A reader of the runs of a string item, without their phonetic readings (ECMA-376 18.4). */
export function stringReader(): StringReader {
  let [collected, inText, inReading] = ["", false, false];
  return {
    open(name) {
      if (name === "rPh") inReading = true;
      inText = name === "t" && !inReading;
    },
    close(name) {
      if (name === "rPh") inReading = false;
      if (name === "t") inText = false;
    },
    text(text) {
      if (inText) collected += text;
    },
    take() {
      const text = collected.replace(/_x([\da-fA-F]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      collected = "";
      return text;
    },
  };
}
