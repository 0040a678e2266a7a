import { query } from "../../data/client.ts";
import { runStep } from "../../parts/run-step.ts";
import { FlagFileDocument } from "./import.gen.ts";

/** Saves every flag and segment of a workspace as a file that the import reads. */
export async function exportFlags(slug: string): Promise<void> {
  await runStep(async () => {
    const { workspace } = await query(FlagFileDocument, { slug });
    if (!workspace) return;
    const text = `${JSON.stringify(workspace.flagFile, null, 2)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${slug}-flags.json`;
    link.click();
    // The browser reads the address after the click has returned.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
}
