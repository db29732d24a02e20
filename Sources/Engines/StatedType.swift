/// What the values of a column of a text file are, as somebody who knows the file states it.
///
/// A text file has no types of its own. Where its contract names one, the values decide nothing:
/// `1e5` in a column of text stays `1e5`, in a column of numbers it is 100000.
package enum StatedType: String, Sendable, Hashable, CaseIterable {
  case text
  case integer
  case number
  case boolean
  case date
  case timestamp
}
