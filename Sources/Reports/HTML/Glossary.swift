import Checklist
import Statistics

/// Words that a reader from outside the field may not know, explained in a sentence each.
enum Glossary {
  /// A word, what it means, and the beginnings of words whose presence calls for it.
  struct Entry: Sendable {
    let term: String
    let meaning: String
    let triggers: [String]
  }

  /// The entries that an assessment's own words call for, in alphabetical order.
  static func terms(for assessment: Assessment) -> [Entry] {
    let text = words(assessment).lowercased()
    return entries.filter { entry in
      entry.triggers.isEmpty || entry.triggers.contains { text.contains($0) }
    }
  }

  private static func words(_ assessment: Assessment) -> String {
    var parts: [String] = []
    for result in assessment.aspects {
      parts += [result.aspect.title, result.aspect.purpose]
      for evidence in result.checks {
        parts += [evidence.check.title, evidence.finding, evidence.method]
        parts += evidence.measurements.map(\.name)
        parts += evidence.measurements.compactMap(\.interval?.method)
        parts += evidence.figures.map(\.title)
      }
    }
    return parts.joined(separator: " ")
  }

  private static let entries: [Entry] = [
    Entry(
      term: "AUC (area under the ROC curve)",
      meaning:
        "The chance that the model ranks a random positive case above a random negative one. "
        + "0.5 is guessing, 1 is perfect.", triggers: ["auc", "roc"]),
    Entry(
      term: "Attention",
      meaning:
        "A person should look: a check is near its limit, could not finish, or lacks inputs.",
      triggers: []),
    Entry(
      term: "Average precision",
      meaning: "Precision averaged over all recalls. Guessing gives the share of positives, 1 is "
        + "perfect.", triggers: ["average precision", "averageprecision"]),
    Entry(
      term: "Baseline",
      meaning: "The simplest prediction that anyone could make; a model has to beat it to be worth "
        + "its cost.", triggers: ["baseline"]),
    Entry(
      term: "Bootstrap",
      meaning: "An interval found by drawing the data again, with replacement, many times.",
      triggers: ["bootstrap"]),
    Entry(
      term: "Brier score",
      meaning:
        "The mean squared difference between a predicted probability and what happened. 0 is "
        + "perfect.", triggers: ["brier"]),
    Entry(
      term: "Calibration",
      meaning: "Whether events predicted at 30 % do happen in 30 % of cases.",
      triggers: ["calibrat", "reliability"]),
    Entry(
      term: "DeLong interval",
      meaning: "The standard interval of an AUC, and of the difference of two on the same rows.",
      triggers: ["delong"]),
    Entry(
      term: "Drift",
      meaning: "The data of today are no longer distributed like those the model was made with.",
      triggers: ["drift", "shift"]),
    Entry(
      term: "Interval",
      meaning: "The range that holds the true value with the stated probability, given how few or "
        + "many rows there are.", triggers: []),
    Entry(
      term: "Kolmogorov–Smirnov distance",
      meaning: "The largest gap between two cumulative distributions. 0 is equal, 1 is disjoint.",
      triggers: ["kolmogorov"]),
    Entry(
      term: "Mean absolute error",
      meaning: "How far predictions are off on average, in the unit of the target.",
      triggers: ["mean absolute error", "mae "]),
    Entry(
      term: "Missing (of a check)",
      meaning: "The check applies, but assay.yaml does not name the data it needs.", triggers: []),
    Entry(
      term: "ML Test Score",
      meaning:
        "A rubric of 28 tests for production readiness (Breck et al., 2017). The score is the "
        + "smallest sum of its four sections.", triggers: []),
    Entry(
      term: "Population stability index (PSI)",
      meaning: "A measure of how far shares per bin have moved, common in banking.",
      triggers: ["psi", "population stability"]),
    Entry(
      term: "Precision and recall",
      meaning:
        "Precision: of those called positive, how many are. Recall: of the positive ones, how "
        + "many are called so.", triggers: ["precision", "recall"]),
    Entry(
      term: "Total variation",
      meaning:
        "The share of rows that would have to change to turn one distribution into the other.",
      triggers: ["total variation"]),
    Entry(
      term: "Undecided",
      meaning: "The interval lies across the threshold: the data are too few to tell. The finding "
        + "says about how many more rows would.", triggers: []),
    Entry(
      term: "Waived",
      meaning:
        "A named person has decided, with a reason and until a date, that the aspect does not "
        + "stop this release.", triggers: []),
    Entry(
      term: "Wilson interval",
      meaning: "An interval of a share that stays right for few rows and for shares near 0 or 1.",
      triggers: ["wilson"]),
  ]
}
