package ooxml

// The models of the parts that every package has. Where the standard leaves the
// order free (xsd:all), the line is a group.
const packageModels = `
ct:Types = (Default Override)*
rel:Relationships = Relationship*
cp:coreProperties = (category contentStatus dcterms:created dc:creator dc:description dc:identifier keywords dc:language lastModifiedBy lastPrinted dcterms:modified revision dc:subject dc:title version)*
cp:keywords = #text
cp:category = #text
cp:contentStatus = #text
cp:lastModifiedBy = #text
cp:revision = #text
cp:version = #text
dc:creator = #text
dc:description = #text
dc:identifier = #text
dc:language = #text
dc:subject = #text
dc:title = #text
dcterms:created = #text
dcterms:modified = #text
app:Properties = (Template Manager Company Pages Words Characters PresentationFormat Lines Paragraphs Slides Notes TotalTime HiddenSlides ScaleCrop LinksUpToDate CharactersWithSpaces SharedDoc HyperlinkBase HyperlinksChanged Application AppVersion DocSecurity)*
app:Application = #text
app:Company = #text
app:AppVersion = #text
app:Pages = #text
app:DocSecurity = #text
app:Template = #text
app:Manager = #text
`

// The models of WordprocessingML (ECMA-376 part 1, 17; wml.xsd). Run properties
// are a free choice in the schema's first edition; the order here is the one
// that Word writes and that its validator wants. Mark-up of revisions, of
// mathematics and of custom XML is left out: nothing here writes it.
const wordModels = `
w:document = background? body?
w:body = (p tbl sdt bookmarkStart bookmarkEnd proofErr permStart permEnd altChunk)* sectPr?
w:hdr = (p tbl sdt bookmarkStart bookmarkEnd)+
w:ftr = (p tbl sdt bookmarkStart bookmarkEnd)+
w:p = pPr? (r hyperlink fldSimple sdt smartTag bookmarkStart bookmarkEnd proofErr permStart permEnd)*
w:hyperlink = (r fldSimple sdt bookmarkStart bookmarkEnd proofErr)*
w:fldSimple = fldData? (r hyperlink bookmarkStart bookmarkEnd)*
w:r = rPr? (br t noBreakHyphen softHyphen sym pgNum cr tab fldChar instrText footnoteReference endnoteReference drawing pict ptab lastRenderedPageBreak)*
w:t = #text
w:instrText = #text
w:fldChar = fldData? ffData?
w:drawing = (wp:anchor wp:inline)+
w:sdt = sdtPr? sdtEndPr? sdtContent?
w:sdtPr = rPr? alias? lock? placeholder? showingPlcHdr? dataBinding? temporary? id? tag? (equation comboBox date docPartObj docPartList dropDownList picture richText text citation group bibliography)?
w:docPartObj = docPartGallery? docPartCategory? docPartUnique?
w:sdtContent = (p tbl sdt r tr tc bookmarkStart bookmarkEnd)*
w:pPr = pStyle? keepNext? keepLines? pageBreakBefore? framePr? widowControl? numPr? suppressLineNumbers? pBdr? shd? tabs? suppressAutoHyphens? kinsoku? wordWrap? overflowPunct? topLinePunct? autoSpaceDE? autoSpaceDN? bidi? adjustRightInd? snapToGrid? spacing? ind? contextualSpacing? mirrorIndents? suppressOverlap? jc? textDirection? textAlignment? textboxTightWrap? outlineLvl? divId? cnfStyle? rPr? sectPr? pPrChange?
w:rPr = rStyle? rFonts? b? bCs? i? iCs? caps? smallCaps? strike? dstrike? outline? shadow? emboss? imprint? noProof? snapToGrid? vanish? webHidden? color? spacing? w? kern? position? sz? szCs? highlight? u? effect? bdr? shd? fitText? vertAlign? rtl? cs? em? lang? eastAsianLayout? specVanish? oMath? rPrChange?
w:numPr = ilvl? numId? ins?
w:pBdr = top? left? bottom? right? between? bar?
w:tabs = tab+
w:sectPr = (headerReference footerReference)* footnotePr? endnotePr? type? pgSz? pgMar? paperSrc? pgBorders? lnNumType? pgNumType? cols? formProt? vAlign? noEndnote? titlePg? textDirection? bidi? rtlGutter? docGrid? printerSettings? sectPrChange?
w:cols = col*
w:tbl = (bookmarkStart bookmarkEnd)* tblPr tblGrid (tr sdt bookmarkStart bookmarkEnd)*
w:tblPr = tblStyle? tblpPr? tblOverlap? bidiVisual? tblStyleRowBandSize? tblStyleColBandSize? tblW? jc? tblCellSpacing? tblInd? tblBorders? shd? tblLayout? tblCellMar? tblLook? tblCaption? tblDescription? tblPrChange?
w:tblPrEx = tblW? jc? tblCellSpacing? tblInd? tblBorders? shd? tblLayout? tblCellMar? tblLook? tblPrExChange?
w:tblGrid = gridCol* tblGridChange?
w:tblBorders = top? left? bottom? right? insideH? insideV?
w:tblCellMar = top? left? bottom? right?
w:tr = tblPrEx? trPr? (tc sdt bookmarkStart bookmarkEnd)*
w:trPr = (cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden)* ins? del? trPrChange?
w:tc = tcPr? (p tbl sdt bookmarkStart bookmarkEnd)+
w:tcPr = cnfStyle? tcW? gridSpan? hMerge? vMerge? tcBorders? shd? noWrap? tcMar? textDirection? tcFitText? vAlign? hideMark? headers? (cellIns cellDel cellMerge)? tcPrChange?
w:tcBorders = top? left? bottom? right? insideH? insideV? tl2br? tr2bl?
w:tcMar = top? left? bottom? right?
w:styles = docDefaults? latentStyles? style*
w:docDefaults = rPrDefault? pPrDefault?
w:rPrDefault = rPr?
w:pPrDefault = pPr?
w:latentStyles = lsdException*
w:style = name? aliases? basedOn? next? link? autoRedefine? hidden? uiPriority? semiHidden? unhideWhenUsed? qFormat? locked? personal? personalCompose? personalReply? rsid? pPr? rPr? tblPr? trPr? tcPr? tblStylePr*
w:tblStylePr = pPr? rPr? tblPr? trPr? tcPr?
w:fonts = font*
w:font = altName? panose1? charset? family? notTrueType? pitch? sig? embedRegular? embedBold? embedItalic? embedBoldItalic?
w:settings = writeProtection? view? zoom? removePersonalInformation? removeDateAndTime? doNotDisplayPageBoundaries? displayBackgroundShape? printPostScriptOverText? printFractionalCharacterWidth? printFormsData? embedTrueTypeFonts? embedSystemFonts? saveSubsetFonts? saveFormsData? mirrorMargins? alignBordersAndEdges? bordersDoNotSurroundHeader? bordersDoNotSurroundFooter? gutterAtTop? hideSpellingErrors? hideGrammaticalErrors? activeWritingStyle* proofState? formsDesign? attachedTemplate? linkStyles? stylePaneFormatFilter? stylePaneSortMethod? documentType? mailMerge? revisionView? trackRevisions? doNotTrackMoves? doNotTrackFormatting? documentProtection? autoFormatOverride? styleLockTheme? styleLockQFSet? defaultTabStop? autoHyphenation? consecutiveHyphenLimit? hyphenationZone? doNotHyphenateCaps? showEnvelope? summaryLength? clickAndTypeStyle? defaultTableStyle? evenAndOddHeaders? bookFoldRevPrinting? bookFoldPrinting? bookFoldPrintingSheets? drawingGridHorizontalSpacing? drawingGridVerticalSpacing? displayHorizontalDrawingGridEvery? displayVerticalDrawingGridEvery? doNotUseMarginsForDrawingGridOrigin? drawingGridHorizontalOrigin? drawingGridVerticalOrigin? doNotShadeFormData? noPunctuationKerning? characterSpacingControl? printTwoOnOne? strictFirstAndLastChars? noLineBreaksAfter? noLineBreaksBefore? savePreviewPicture? doNotValidateAgainstSchema? saveInvalidXml? ignoreMixedContent? alwaysShowPlaceholderText? doNotDemarcateInvalidXml? saveXmlDataOnly? useXSLTWhenSaving? saveThroughXslt? showXMLTags? alwaysMergeEmptyNamespace? updateFields? hdrShapeDefaults? footnotePr? endnotePr? compat? docVars? rsids? attachedSchema* themeFontLang? clrSchemeMapping? doNotIncludeSubdocsInStats? doNotAutoCompressPictures? forceUpgrade? captions? readModeInkLockDown? smartTagType* shapeDefaults? doNotEmbedSmartTags? decimalSymbol? listSeparator?
w:compat = useSingleBorderforContiguousCells? wpJustification? noTabHangInd? noLeading? spaceForUL? noColumnBalance? balanceSingleByteDoubleByteWidth? noExtraLineSpacing? doNotLeaveBackslashAlone? ulTrailSpace? doNotExpandShiftReturn? spacingInWholePoints? lineWrapLikeWord6? printBodyTextBeforeHeader? printColBlack? wpSpaceWidth? showBreaksInFrames? subFontBySize? suppressBottomSpacing? suppressTopSpacing? suppressSpacingAtTopOfPage? suppressTopSpacingWP? suppressSpBfAfterPgBrk? swapBordersFacingPages? convMailMergeEsc? truncateFontHeightsLikeWP6? mwSmallCaps? usePrinterMetrics? doNotSuppressParagraphBorders? wrapTrailSpaces? footnoteLayoutLikeWW8? shapeLayoutLikeWW8? alignTablesRowByRow? forgetLastTabAlignment? adjustLineHeightInTable? autoSpaceLikeWord95? noSpaceRaiseLower? doNotUseHTMLParagraphAutoSpacing? layoutRawTableWidth? layoutTableRowsApart? useWord97LineBreakRules? doNotBreakWrappedTables? doNotSnapToGridInCell? selectFldWithFirstOrLastChar? applyBreakingRules? doNotWrapTextWithPunct? doNotUseEastAsianBreakRules? useWord2002TableStyleRules? growAutofit? useFELayout? useNormalStyleForList? doNotUseIndentAsNumberingTabStop? useAltKinsokuLineBreakRules? allowSpaceOfSameStyleInTable? doNotSuppressIndentation? doNotAutofitConstrainedTables? autofitToFirstFixedWidthCell? underlineTabInNumList? displayHangulFixedWidth? splitPgBreakAndParaMark? doNotVertAlignCellWithSp? doNotBreakConstrainedForcedTable? doNotVertAlignInTxbx? useAnsiKerningPairs? cachedColBalance? compatSetting*
`

// The models of a picture set in a line of text (ECMA-376 part 1, 20).
const drawingModels = `
wp:inline = extent effectExtent? docPr cNvGraphicFramePr? a:graphic
wp:docPr = a:hlinkClick? a:hlinkHover? a:extLst?
wp:cNvGraphicFramePr = a:graphicFrameLocks? a:extLst?
a:graphic = graphicData
a:graphicData = pic:pic*
pic:pic = nvPicPr blipFill spPr
pic:nvPicPr = cNvPr cNvPicPr
pic:cNvPr = a:hlinkClick? a:hlinkHover? a:extLst?
pic:cNvPicPr = a:picLocks? a:extLst?
pic:blipFill = a:blip? a:srcRect? (a:tile a:stretch)?
a:stretch = fillRect?
pic:spPr = a:xfrm? (a:custGeom a:prstGeom)? (a:noFill a:solidFill)? a:ln?
a:xfrm = off? ext?
a:prstGeom = avLst?
`
