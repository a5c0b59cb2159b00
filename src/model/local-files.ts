/** Files of the user's that are sent, and files that come out of Xero, as the pipeline sees them. */

export interface LocalFile {
  /** Absolute. */
  readonly path: string;
  /** Without its folder. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Of its bytes, hex; of a file that is larger than asked for, empty. */
  readonly sha256: string;
}

/**
 * Why a name is no file that may be sent: `absolute`, or leading `outside` of its folder, whether by `..` or by a link;
 * `missing`; a `folder`; `unreadable`, or no plain file at all; `many`: a pattern that fits more files than anybody means.
 */
export type FileProblem = 'absolute' | 'outside' | 'missing' | 'folder' | 'unreadable' | 'many';

export type FoundFiles = { readonly files: readonly LocalFile[] } | { readonly problem: FileProblem };

/** What stands at a path where a file is to be written. */
export interface StandingFile {
  readonly size: number;
  /** When it was written last, ms since the epoch. */
  readonly writtenAt: number;
}

export interface LocalFiles {
  /**
   * The file of that name, or those that fit a pattern, sorted; never one outside of the folder.
   * @param folder absolute
   * @param name relative to it, as somebody typed it
   * @param most bytes; larger files are told by their size alone
   */
  find(folder: string, name: string, most: number): Promise<FoundFiles>;
  /** The bytes, if they are still those that were found; undefined where the file is gone or another one. */
  read(file: LocalFile): Promise<Uint8Array | undefined>;
  /** Undefined where nothing stands there; `folder` where it is no plain file. */
  standing(path: string): Promise<StandingFile | 'folder' | undefined>;
  /** Whole or not at all, its folder made before. Throws a Refusal `write/...`. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}
