/// A name that a pickle fetches from a module.
struct PickleImport: Hashable {
  let module: String
  let name: String

  /// Makes an import, with the names that Python 2 had for modules of today.
  init(_ module: String, _ name: String) {
    self.module = Self.renamed[module] ?? module
    self.name = name
  }

  private static let renamed = [
    "__builtin__": "builtins", "__builtins__": "builtins", "copy_reg": "copyreg",
    "cPickle": "pickle",
    "cStringIO": "io", "exceptions": "builtins", "commands": "subprocess",
    "urllib2": "urllib.request",
  ]

  /// What is known about it.
  ///
  /// - Parameter trusted: modules whose code the team knows; what is dangerous stays so.
  func verdict(trusted: [String]) -> CodeReference.Verdict {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if isDangerous(parts) { return .dangerous }
    if trusted.contains(where: { module == $0 || module.hasPrefix($0 + ".") }) { return .harmless }
    // A path of names reaches whatever the first of them holds.
    guard parts.count == 1 else { return .unknown }
    if Self.harmless[module]?.contains(name) == true { return .harmless }
    return isClassOfLibrary ? .harmless : .unknown
  }

  private func isDangerous(_ parts: [String]) -> Bool {
    let root = module.split(separator: ".").first.map(String.init) ?? module
    if Self.dangerousModules.contains(root) || Self.dangerousModules.contains(module) {
      return true
    }
    if Self.dangerousNames[module]?.contains(name) == true { return true }
    if parts.contains(where: { Self.dangerousAnywhere.contains($0) }) { return true }
    // A module that another one imported, and inner attributes: the ways around a list of names.
    return parts.contains { Self.dangerousModules.contains($0) }
      || parts.dropFirst().contains { $0.hasPrefix("__") }
  }

  /// Whether it is a class of a library whose classes only hold values, by the libraries' own
  /// custom that classes have capitals and functions have none.
  private var isClassOfLibrary: Bool {
    guard let first = name.unicodeScalars.first, first.properties.isUppercase else { return false }
    return Self.libraries.contains { module == $0 || module.hasPrefix($0 + ".") }
  }

  private static let libraries = [
    "sklearn", "xgboost.sklearn", "xgboost.core", "lightgbm.sklearn", "lightgbm.basic",
    "catboost.core",
    "torch.nn.modules", "pandas.core.frame", "pandas.core.series", "pandas.core.indexes",
    "pandas.core.internals", "pandas.core.arrays", "pandas.core.dtypes.dtypes", "scipy.sparse",
    "numpy.dtypes", "numpy.random._mt19937", "numpy.random._pcg64", "numpy.random._philox",
    "numpy.random._sfc64", "statsmodels.regression.linear_model", "imblearn",
  ]

  /// Functions and classes that build a value and nothing else, by module.
  private static let harmless: [String: Set<String>] = {
    var names: [String: Set<String>] = [
      "builtins": [
        "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list",
        "object",
        "range", "set", "slice", "str", "tuple", "NoneType", "Ellipsis",
      ],
      "collections": ["OrderedDict", "defaultdict", "deque", "Counter"],
      "copyreg": ["_reconstructor", "__newobj__", "__newobj_ex__"],
      "_codecs": ["encode"],
      "datetime": ["date", "datetime", "time", "timedelta", "timezone"],
      "decimal": ["Decimal"], "fractions": ["Fraction"], "uuid": ["UUID", "SafeUUID"],
      "pathlib": ["PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath", "Path"],
      "numpy": [
        "ndarray", "dtype", "matrix", "bool_", "int8", "int16", "int32", "int64", "uint8", "uint16",
        "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128", "str_",
        "bytes_",
        "datetime64", "timedelta64", "object_", "void",
      ],
      "numpy.ma.core": ["MaskedArray", "_mareconstruct"],
      "numpy.random": ["RandomState", "Generator"],
      "numpy.random._pickle": [
        "__randomstate_ctor", "__generator_ctor", "__bit_generator_ctor",
      ],
      "joblib.numpy_pickle": ["NumpyArrayWrapper"],
      "pandas": ["DataFrame", "Series", "Timestamp", "Timedelta"],
      "pandas._libs.arrays": ["__pyx_unpickle_NDArrayBacked"],
      "pandas._libs.internals": ["_unpickle_block"],
      "pandas._libs.tslibs.timestamps": ["_unpickle_timestamp"],
      "pandas._libs.tslibs.offsets": ["_unpickle"],
      "pandas.core.indexes.base": ["_new_Index"],
      "sklearn.tree._tree": ["Tree"],
      "sklearn.neighbors._kd_tree": ["newObj"], "sklearn.neighbors._ball_tree": ["newObj"],
      "sklearn._loss.link": ["Interval"],
      "sklearn.metrics._dist_metrics": ["newObj"],
      "torch": [
        "FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage", "LongStorage",
        "IntStorage",
        "ShortStorage", "CharStorage", "ByteStorage", "BoolStorage", "Size", "device", "float32",
        "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool",
        "Tensor",
      ],
      "torch._utils": [
        "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_parameter",
        "_rebuild_parameter_with_state",
        "_rebuild_qtensor", "_rebuild_sparse_tensor",
      ],
      "torch.nn.parameter": ["Parameter"], "torch.storage": ["UntypedStorage", "TypedStorage"],
      "torch.serialization": ["_get_layout"],
    ]
    for core in ["numpy.core", "numpy._core"] {
      names[core + ".multiarray"] = ["_reconstruct", "scalar"]
      names[core + ".numeric"] = ["_frombuffer"]
    }
    return names
  }()

  /// Modules of which nothing belongs into a model, with all below them.
  private static let dangerousModules: Set<String> = [
    "os", "posix", "nt", "ntpath", "posixpath", "subprocess", "_posixsubprocess", "sys", "socket",
    "_socket", "socketserver", "shutil", "pty", "tty", "runpy", "importlib", "imp", "zipimport",
    "pkgutil",
    "code", "codeop", "ctypes", "_ctypes", "cffi", "multiprocessing", "concurrent", "asyncio",
    "signal",
    "webbrowser", "http", "urllib", "requests", "httpx", "aiohttp", "httplib", "ftplib", "smtplib",
    "poplib", "imaplib", "telnetlib", "nntplib", "xmlrpc", "ssl", "pickle", "_pickle", "dill",
    "cloudpickle", "shelve", "marshal", "inspect", "pdb", "bdb", "timeit", "cProfile", "profile",
    "trace",
    "doctest", "unittest", "gc", "site", "ensurepip", "pip", "venv", "pydoc", "tempfile",
    "fileinput",
    "platform", "idlelib", "distutils", "setuptools", "lib2to3", "sqlite3", "mmap", "resource",
    "atexit",
    "threading", "_thread", "builtins.__import__", "_operator", "operator", "_aix_support",
    "_osx_support", "_pyrepl", "numpy.testing", "numpy.f2py", "numpy.distutils", "torch.hub",
    "torch.package", "torch.utils.cpp_extension", "torch.utils._config_module", "torch._inductor",
    "torch._dynamo", "torch.jit", "tensorflow.io", "keras.utils", "joblib.memory",
    "joblib.externals",
    "pandas.io", "lldb", "bottle", "jinja2", "paramiko", "fabric", "winreg", "_winapi", "linecache",
    "logging.config", "traitlets", "IPython",
  ]

  /// Dangerous names in modules of which others are harmless.
  private static let dangerousNames: [String: Set<String>] = [
    "builtins": [
      "eval", "exec", "compile", "open", "__import__", "getattr", "setattr", "delattr", "globals",
      "locals", "vars", "dir", "input", "breakpoint", "apply", "execfile", "map", "filter", "type",
      "help", "print", "memoryview", "classmethod", "staticmethod", "property", "super",
    ],
    "types": [
      "FunctionType", "CodeType", "LambdaType", "MethodType", "ModuleType", "BuiltinFunctionType",
    ],
    "functools": ["partial", "reduce", "partialmethod", "cached_property", "singledispatch"],
    "itertools": ["starmap", "accumulate"],
    "io": ["open", "FileIO", "open_code"], "_io": ["open", "FileIO", "open_code"],
    "codecs": ["open"], "pathlib": ["write_text"], "copyreg": ["add_extension", "pickle"],
    "numpy": [
      "load", "loads", "fromfile", "save", "savez", "memmap", "genfromtxt", "loadtxt", "DataSource",
    ],
    "torch": ["load", "save", "compile"], "torch.serialization": ["load", "_load"],
    "torch.storage": ["_load_from_bytes"],
    "joblib": ["load", "dump"], "joblib.numpy_pickle": ["load", "dump"],
    "pandas": ["read_pickle", "read_csv", "read_sql", "eval"],
    "sklearn.utils": ["check_output"],
  ]

  /// Names that are dangerous wherever they come from.
  private static let dangerousAnywhere: Set<String> = [
    "eval", "exec", "system", "popen", "Popen", "check_output", "check_call", "execve", "spawn",
    "__import__", "__globals__", "__builtins__", "__subclasses__", "__getattribute__", "__code__",
    "runcode", "runsource", "runstring", "_make_function", "_make_skel_func", "_builtin_type",
    "read_pickle", "load_module", "import_module", "exec_module",
  ]
}
