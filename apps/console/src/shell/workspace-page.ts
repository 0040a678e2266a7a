import { LightElement } from "../parts/light-element.ts";
import { StoreController } from "../session/store-controller.ts";
import { workspace } from "../session/workspace.ts";
import type { Crumb } from "./crumbs.ts";
import { type PageCommand, pageContext } from "./page-context.ts";

interface Readable {
  operation: { document: { text: string; name: string }; variables: unknown };
}

/** The base of a page within a workspace: knows the workspace, and tells the shell about itself. */
export abstract class WorkspacePage extends LightElement {
  static override properties = { slug: {}, itemId: {}, search: { attribute: false } };
  declare slug: string;
  /** The id in the address, for the page of one thing. */
  declare itemId: string;
  declare search: URLSearchParams;

  constructor() {
    super();
    this.slug = "";
    this.itemId = "";
    this.search = new URLSearchParams();
    new StoreController(this, workspace);
  }

  /** Id of the workspace; pages are shown only when it is known. */
  protected get workspaceId(): string {
    return workspace.value?.id ?? "";
  }

  /** Whether the reader's role holds a permission; buttons that would be refused are not shown. */
  protected can(permission: string): boolean {
    return workspace.can(permission);
  }

  /** Address of a place of this workspace. */
  protected at(path = ""): string {
    return path ? `/w/${this.slug}/${path}` : `/w/${this.slug}`;
  }

  /** Tells the shell what this page shows. Called from `render`; says nothing when nothing changed. */
  protected describe(parts: {
    crumbs: readonly Crumb[];
    reads?: Readable | undefined;
    live?: boolean;
    commands?: readonly PageCommand[];
  }): void {
    pageContext.offer({
      crumbs: parts.crumbs,
      operation: parts.reads?.operation,
      live: parts.live ?? false,
      commands: parts.commands ?? [],
    });
    const last = parts.crumbs.at(-1)?.label;
    if (last) document.title = `${last} · ${workspace.value?.name ?? "Plumbline"}`;
  }
}
