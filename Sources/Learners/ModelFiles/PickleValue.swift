/// What a pickle's machine has on its stack, as far as it matters.
///
/// Names, small numbers, and what is made of them; all else is unknown.
enum PickleValue {
  /// Where a list of values on the stack starts.
  case mark
  case none
  case text(String)
  case number(Int)
  case tuple([PickleValue], depth: Int)
  case dictionary([String: PickleValue])
  case global(PickleImport)
  /// Something made by an import, and the first argument where it is a text: `numpy.dtype` and
  /// `f8`.
  case object(PickleImport, String?)
  case unknown

  /// Tuples within tuples that are followed; deeper ones are unknown, so that no input makes a
  /// structure that cannot be let go.
  private static let deepest = 8
  private static let mostMembers = 64

  /// A tuple, unknown where it is too large to matter.
  static func tuple(of members: [PickleValue]) -> PickleValue {
    let depth = members.reduce(0) { depth, member in
      switch member {
      case .tuple(_, let inner): max(depth, inner)
      case .dictionary: max(depth, deepest)
      default: depth
      }
    }
    guard members.count <= mostMembers, depth < deepest else { return .unknown }
    return .tuple(members, depth: depth + 1)
  }

  /// The dictionary with a member more, where it is of a kind that matters.
  static func dictionary(
    _ members: [String: PickleValue], adding value: PickleValue, for key: PickleValue
  ) -> PickleValue {
    guard case .text(let name) = key, members.count < mostMembers else {
      return .dictionary(members)
    }
    var members = members
    switch value {
    case .dictionary, .mark: members[name] = .unknown
    default: members[name] = value
    }
    return .dictionary(members)
  }

  /// The first member of a tuple, where it is a text.
  var firstText: String? {
    guard case .tuple(let members, _) = self, case .text(let text)? = members.first else {
      return nil
    }
    return text
  }

  /// Whether it is worth keeping beyond the stack.
  var matters: Bool {
    switch self {
    case .unknown, .mark, .none: false
    default: true
    }
  }
}

/// What stops the reading of a pickle.
enum PickleEnd: Hashable {
  /// Its last instruction, and the place behind it.
  case stop(Int)
  /// The bytes end, or are no instructions, from a place on.
  case broken(at: Int)
  /// There is more of it than is followed.
  case tooLarge
}
