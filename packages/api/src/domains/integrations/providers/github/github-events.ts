/** What GitHub is asked to tell of. */
export const githubEvents = [
  "push",
  "pull_request",
  "issues",
  "release",
  "deployment",
  "deployment_status",
  "workflow_run",
] as const;
