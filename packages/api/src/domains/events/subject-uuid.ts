import { decodeGlobalId } from "../../graphql/ids.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Subjects are stored by uuid; people have ids of the API. Both are taken. @throws InvalidInputError for neither */
export function subjectUuid(id: string): string {
  return uuid.test(id) ? id : decodeGlobalId(id).id;
}
