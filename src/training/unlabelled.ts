/** The class of a label that is not known; the label model does not learn from it. */
export const UNLABELLED = 255;
