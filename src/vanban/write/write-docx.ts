import {
  AlignmentType,
  Document,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  type Table,
  TextRun,
} from 'docx';
import { composeDocument, type ComposedAnnex, type ComposedBlock, type ComposedDocument } from './compose-document.ts';
import { font, paper, size, textWidth, twipsOfMm } from './docx/paper.ts';
import { sealPackage } from './docx/seal-package.ts';
import { setBody } from './docx/set-body.ts';
import { setClosing } from './docx/set-closing.ts';
import { setHeading } from './docx/set-heading.ts';
import { cellStyles, needsTurning } from './docx/set-table.ts';
import { setAddressees, setAnnexTitle, setBasis, setTitle } from './docx/set-title.ts';
import { type OfficialDocument } from './official-document.ts';

/**
 * The document as a .docx in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I. Same input, same bytes.
 * Throws RangeError where `composeDocument` does.
 */
export async function writeDocx(document: OfficialDocument): Promise<Uint8Array> {
  const composed = composeDocument(document);
  const file = new Document({
    title: [composed.kind, composed.title ?? composed.about].filter(Boolean).join(' - '),
    creator: composed.issuingBody,
    lastModifiedBy: composed.issuingBody,
    compatibility: { version: 15 },
    styles: { default: defaultStyles, paragraphStyles: [...cellStyles] },
    sections: [...setMainSections(composed), ...composed.annexes.map(setAnnex)],
  });
  const date = document.header.date;
  return sealPackage(await Packer.toBuffer(file), date !== null && date.length === 10 ? date : null);
}

// Headings keep their outline level and lose the blue, the size and the spacing that Word gives them.
const headingStyle = {
  run: { font, size: size.body * 2, color: '000000' },
  paragraph: { spacing: { before: 0, after: 0 } },
};
const defaultStyles = {
  document: {
    run: { font, size: size.body * 2, language: { value: 'vi-VN' } },
    paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO } },
  },
  heading1: headingStyle,
  heading2: headingStyle,
  heading3: headingStyle,
  heading4: headingStyle,
};

type Child = Paragraph | Table;

/** Upright text with turned sections in between, one for each wide table; pages are counted through. */
function setMainSections(document: ComposedDocument): ISectionOptions[] {
  const sections = splitAtWideTables(document.body).map(({ blocks, wide }, at, all) => ({
    wide,
    children: setBody(blocks, wide ? textWidth.turned : textWidth.upright, {
      keepsLast: at === all.length - 1,
    }) as Child[],
  }));
  const first = sections[0]!;
  first.children.unshift(
    setHeading(document),
    ...setTitle(document),
    ...setAddressees(document),
    ...setBasis(document),
  );
  sections.at(-1)!.children.push(...setClosing(document));
  return sections.map(({ wide, children }, at) => section(children, { wide, isFirst: at === 0 }));
}

function splitAtWideTables(blocks: readonly ComposedBlock[]): { wide: boolean; blocks: ComposedBlock[] }[] {
  const groups: { wide: boolean; blocks: ComposedBlock[] }[] = [{ wide: false, blocks: [] }];
  for (const block of blocks) {
    const wide = needsTurning(block);
    if (groups.at(-1)!.wide !== wide) groups.push({ wide, blocks: [] });
    groups.at(-1)!.blocks.push(block);
  }
  // The signature stands upright, whatever comes before it.
  if (groups.at(-1)!.wide) groups.push({ wide: false, blocks: [] });
  return groups;
}

/** Each annex counts its own pages; like the document it does not show the first number. */
function setAnnex(annex: ComposedAnnex): ISectionOptions {
  const wide = annex.wide ?? annex.body.some(needsTurning);
  const width = wide ? textWidth.turned : textWidth.upright;
  return section([...setAnnexTitle(annex, width), ...setBody(annex.body, width)], { wide, isFirst: true });
}

function section(children: readonly Child[], { wide, isFirst }: { wide: boolean; isFirst: boolean }): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: isFirst,
      page: {
        // The library swaps the sides of a landscape page itself.
        size: {
          width: twipsOfMm(paper.width),
          height: twipsOfMm(paper.height),
          orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twipsOfMm(paper.top),
          bottom: twipsOfMm(paper.bottom),
          left: twipsOfMm(paper.left),
          right: twipsOfMm(paper.right),
          header: twipsOfMm(paper.header),
          footer: twipsOfMm(paper.header),
          gutter: 0,
        },
        ...(isFirst && { pageNumbers: { start: 1 } }),
      },
    },
    headers: {
      default: pageNumberHeader(),
      ...(isFirst && { first: new Header({ children: [new Paragraph({ children: [] })] }) }),
    },
    children,
  };
}

function pageNumberHeader(): Header {
  const number = new TextRun({ children: [PageNumber.CURRENT], size: size.pageNumber * 2 });
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] });
}
