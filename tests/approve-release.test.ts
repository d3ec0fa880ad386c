import { describe, expect, test } from "vitest";
import { approveRelease } from "../src/approve-release.ts";
import { releaseFolder } from "../src/release-folder.ts";
import { openRelease } from "../src/release/check-release.ts";
import { problemsOf } from "./memory-build.ts";
import { tamper, writeRelease } from "./release/written-release.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const effects = (user: string) => ({
  release: releaseFolder,
  actor: { user, host: "desk" },
  now: () => new Date("2006-11-09T05:30:00Z"),
});

describe("approving", () => {
  test("writes who approved, from which login, and says how many are needed", async () => {
    const release = await writeRelease(temporaryFolder(), { approvedBy: [] });
    const first = await approveRelease({ release: release.folder, name: " Mori " }, effects("mori"));
    expect(first.approvals).toMatchObject({
      needed: 2,
      given: [{ name: "Mori", user: "mori", host: "desk", at: "2006-11-09T05:30:00.000Z" }],
    });
    const second = await approveRelease({ release: release.folder, name: "Abe" }, effects("mori"));
    expect(second.approvals.given.map(({ name }) => name)).toEqual(["Mori", "Abe"]);
    expect(second.shared).toEqual([["Mori", "Abe"]]);
    expect((await openRelease(release.place.files)).approvals.given).toHaveLength(2);
  });

  test("is refused for a release of which a byte was changed, and writes nothing", async () => {
    const release = await writeRelease(temporaryFolder(), { approvedBy: [] });
    tamper(release, "en/tables.pdf", new Uint8Array([37, 80, 68, 71]));
    expect(
      await problemsOf(approveRelease({ release: release.folder, name: "Mori" }, effects("mori"))),
    ).toMatch(/en\/tables\.pdf is not as it was sealed: 4 bytes as before, SHA-256 [0-9a-f]{64}$/);
    expect((await openRelease(release.place.files)).log.records).toHaveLength(1);
  });

  test.each([
    ["Mori", "mori", '"Mori" has approved it already, at 2006-11-09T05:00:00.000Z'],
    ["Sato", "sato", '"Sato" is not among those who approve\n  hint: company.yaml names Mori, Abe'],
    ["", "mori", '--as is empty: expected the name of somebody\n  hint: such as --as "Hanako Sato"'],
    ["Mo\nri", "mori", '--as: expected a name of one line, got "Mo ri"\n  hint: such as --as "Hanako Sato"'],
  ])("as %s by %s is refused", async (name, user, message) => {
    const approvals = { needed: 2, by: [{ name: "Mori" }, { name: "Abe" }] };
    const release = await writeRelease(temporaryFolder(), { changes: { approvals }, approvedBy: ["Mori"] });
    expect(await problemsOf(approveRelease({ release: release.folder, name }, effects(user)))).toBe(message);
  });
});
