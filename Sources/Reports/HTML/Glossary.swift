import Checklist
import Measurements
import Statistics

/// Words that a reader from outside the field may not know, explained in a sentence each.
///
/// What has a card is explained by its card; only the words of judging itself are written here.
enum Glossary {
  /// A word and what it means.
  struct Entry: Sendable, Hashable {
    let term: String
    let meaning: String
  }

  /// The entries that an assessment's own words call for, in alphabetical order.
  static func terms(for assessment: Assessment) -> [Entry] {
    let text = words(assessment).lowercased()
    let names = Set(
      assessment.aspects.flatMap(\.checks).flatMap(\.measurements).flatMap { measurement in
        measurement.name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
          + [measurement.interval?.method.lowercased()].compactMap(\.self)
      })
    let members = (MetricCatalogue.cards + Catalogue.cards).filter { card in
      text.contains(spoken(card.title)) || names.contains(card.key.lowercased())
        || !names.isDisjoint(with: card.aliases.map { $0.lowercased() })
    }
    let called = general.filter { entry in
      entry.triggers.isEmpty || entry.triggers.contains { text.contains($0) }
    }
    return (called.map(\.entry) + members.map(entry)).sorted {
      $0.term.lowercased() < $1.term.lowercased()
    }
  }

  /// A title as sentences say it: the total variation distance is often only called total
  /// variation.
  private static func spoken(_ title: String) -> String {
    let words = title.lowercased().split(separator: " ")
    return words.count > 2 && words.last == "distance"
      ? words.dropLast().joined(separator: " ") : title.lowercased()
  }

  private static func entry(_ card: Card) -> Entry {
    let range = ["", "–"].contains(card.range) ? "" : " Range: \(card.range)."
    return Entry(term: card.title, meaning: card.summary + range)
  }

  private static func words(_ assessment: Assessment) -> String {
    var parts: [String] = []
    for result in assessment.aspects {
      parts += [result.aspect.title, result.aspect.purpose]
      for evidence in result.checks {
        parts += [evidence.check.title, evidence.finding, evidence.method]
        parts += evidence.measurements.map(\.name)
        parts += evidence.figures.map(\.title)
      }
    }
    return parts.joined(separator: " ")
  }

  /// A word of judging, and the beginnings of words whose presence calls for it; none: always.
  private struct General: Sendable {
    let term: String
    let meaning: String
    let triggers: [String]

    var entry: Entry { Entry(term: term, meaning: meaning) }
  }

  private static let general: [General] = [
    General(
      term: "Attention",
      meaning:
        "A person should look: a check is near its limit, could not finish, or lacks inputs.",
      triggers: []),
    General(
      term: "Baseline",
      meaning: "The simplest prediction that anyone could make; a model has to beat it to be worth "
        + "its cost.", triggers: ["baseline"]),
    General(
      term: "Calibration",
      meaning: "Whether events predicted at 30 % do happen in 30 % of cases.",
      triggers: ["calibrat", "reliability"]),
    General(
      term: "Drift",
      meaning: "The data of today are no longer distributed like those the model was made with.",
      triggers: ["drift", "shift"]),
    General(
      term: "Interval",
      meaning: "The range that holds the true value with the stated probability, given how few or "
        + "many rows there are.", triggers: []),
    General(
      term: "Missing (of a check)",
      meaning: "The check applies, but assay.yaml does not name the data it needs.", triggers: []),
    General(
      term: "ML Test Score",
      meaning:
        "A rubric of 28 tests for production readiness (Breck et al., 2017). The score is the "
        + "smallest sum of its four sections.", triggers: []),
    General(
      term: "Undecided",
      meaning: "The interval lies across the threshold: the data are too few to tell. The finding "
        + "says about how many more rows would.", triggers: []),
    General(
      term: "Waived",
      meaning:
        "A named person has decided, with a reason and until a date, that the aspect does not "
        + "stop this release.", triggers: []),
  ]
}
