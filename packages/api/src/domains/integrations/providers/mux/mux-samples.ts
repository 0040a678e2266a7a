import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };
const environment = { name: "Production", id: "j0863n" };

/** In the shape of https://www.mux.com/webhook-spec.json. */
export const muxSamples: ProviderSample[] = [
  {
    name: "an asset is ready",
    headers,
    body: {
      type: "video.asset.ready",
      object: { type: "asset", id: "0201p02fGKPE7MrbC269XRD7LpcHhrmbu0002" },
      id: "3a56ac3d-33da-4366-855b-f592d898409d",
      environment,
      data: {
        tracks: [
          {
            type: "video",
            max_width: 1280,
            max_height: 544,
            max_frame_rate: 23.976,
            id: "0201p02fGKPE7Mr",
            duration: 153.36,
          },
        ],
        status: "ready",
        max_stored_resolution: "SD",
        id: "0201p02fGKPE7MrbC269XRD7LpcHhrmbu0002",
        duration: 153.361542,
        created_at: "1795173700",
        aspect_ratio: "40:17",
      },
      created_at: "2026-11-20T11:41:44.000000Z",
      accessor_source: null,
      accessor: null,
      request_id: null,
    },
    signals: ["asset.ready"],
  },
  {
    name: "an asset that failed",
    headers,
    body: {
      type: "video.asset.errored",
      id: "8d1d3c52-6f0b-4d4e-9a0e-2f1d1a3b4c5d",
      object: { type: "asset", id: "BadInput" },
      environment,
      data: {
        id: "BadInput",
        status: "errored",
        errors: { type: "invalid_input", messages: ["The file is not a video."] },
        created_at: "1795173700",
      },
      created_at: "2026-11-20T11:42:00.000000Z",
    },
    signals: ["asset.failed"],
  },
  {
    name: "a track that was made, which is no signal",
    headers,
    body: {
      type: "video.asset.track.created",
      id: "9d1d3c52-6f0b-4d4e-9a0e-2f1d1a3b4c5d",
      environment,
      data: { id: "track", type: "text" },
      created_at: "2026-11-20T11:42:00.000000Z",
    },
    signals: [],
  },
];
