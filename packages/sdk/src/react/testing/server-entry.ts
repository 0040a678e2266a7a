import { renderToString } from "react-dom/server";
import { answersStore, type FlagAnswers } from "../index.ts";
import { app } from "./app.ts";

/** The application as a server renders it. */
export const render = (answers: FlagAnswers) => renderToString(app(answersStore(answers)));
