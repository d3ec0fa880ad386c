/** What a process that a signal ends gives to its shell. */
export const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
