/** The only door for routes and other modules. */
export { checkFile, takeUpload, type CheckedFile, type Upload } from '#app/modules/media/server/check-file.ts';
export { downloadResponse, fileResponse } from '#app/modules/media/server/file-response.ts';
export { clearHeldFiles } from '#app/modules/media/server/clear-held-files.job.ts';
export {
  heldFormFiles,
  holdFiles,
  keepSentFiles,
  keepSentList,
  openHeldList,
  openHeldPicture,
  takeHeldFiles,
} from '#app/modules/media/server/hold-files.ts';
export { exportShownTable } from '#app/modules/media/server/export-shown-table.ts';
export { openStoredFile, type OpenedFile } from '#app/modules/media/server/open-stored-file.ts';
export { prepareEvidence, type PreparedEvidence } from '#app/modules/media/server/prepare-evidence.ts';
export { sweepBytes } from '#app/modules/media/server/sweep-bytes.job.ts';
export { addStoredFile, keepFile, keepMade, type KeptFile } from '#app/modules/media/server/store-file.ts';
export { processImage, type ProcessedImage } from '#app/modules/media/server/process-image.ts';
