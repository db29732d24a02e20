/// A decision together with the item of the checklist that it is about.
package struct ItemDecision: Sendable, Hashable {
  /// What it is about.
  package var item: Item
  /// What is decided.
  package var kind: Kind
  /// Who decided.
  package var by: String
  /// Why.
  package var reason: String
  /// The last day on which it holds; a waiver always has one.
  package var until: CalendarDate?
  /// The status of the item that the person saw, as its raw value; nil when it was not recorded.
  package var seen: String?

  /// Makes a decision on an item.
  package init(
    item: Item, kind: Kind, by: String, reason: String, until: CalendarDate?, seen: String? = nil
  ) {
    self.item = item
    self.kind = kind
    self.by = by
    self.reason = reason
    self.until = until
    self.seen = seen
  }

  /// What can be decided upon.
  package enum Item: Sendable, Hashable {
    /// A whole aspect.
    case aspect(AspectID)
    /// One check, by its id.
    case check(String)
  }

  /// What can be decided; see ``Decision`` for what each does.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Set aside for a time, failures included.
    case waive
    /// Looked at and taken on; failures stay.
    case accept
    /// Not good enough, whatever the checks say.
    case reject
    /// Ends the decision on the item before it.
    case withdraw
  }

  /// Whether it still holds on that day.
  package func holds(on today: CalendarDate) -> Bool {
    guard let until else { return true }
    return today <= until
  }

  /// What reports show of it.
  package var decision: Decision {
    Decision(kind: kind.rawValue, by: by, reason: reason, until: until?.description)
  }
}
