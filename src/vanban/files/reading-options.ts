export interface ReadingProgress {
  stage: 'reading' | 'recognising';
  /** Pages done (a part of a page counts as a part) and in all. */
  done: number;
  total: number;
}

export interface ReadingOptions {
  onProgress?: (progress: ReadingProgress) => void;
}
