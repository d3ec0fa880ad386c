/** What a browser's program is started with. */
export interface BrowserFlags {
  readonly profileFolder: string;
  /** Whether the browser's own sandbox is on. */
  readonly sandbox: boolean;
}

/** The command line of a browser that talks over the pipes 3 and 4, draws alike everywhere and reaches no network. */
export function browserFlags({ profileFolder, sandbox }: BrowserFlags): readonly string[] {
  return [
    "--headless",
    "--remote-debugging-pipe",
    `--user-data-dir=${profileFolder}`,
    ...(sandbox ? [] : ["--no-sandbox"]),
    ...sameDrawing,
    ...closedNetwork,
    ...nothingBeside,
    "about:blank",
  ];
}

const sameDrawing = [
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--lang=en-US",
  "--hide-scrollbars",
  "--disable-gpu",
  "--disable-software-rasterizer",
];

/** Names do not resolve, and what goes to an address, loopback included, ends at a port where nothing listens. */
const closedNetwork = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--proxy-server=127.0.0.1:9",
  "--proxy-bypass-list=<-loopback>",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
];

const nothingBeside = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-breakpad",
  "--disable-crash-reporter",
  "--disable-default-apps",
  "--disable-dev-shm-usage",
  "--disable-extensions",
  "--disable-features=MediaRouter,OptimizationHints,Translate",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--metrics-recording-only",
  "--mute-audio",
  "--password-store=basic",
  "--use-mock-keychain",
];
