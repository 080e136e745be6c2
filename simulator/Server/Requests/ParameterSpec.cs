namespace Executor.Simulator.Server.Requests;

/// <summary>What a parameter may look like; its meaning is checked later.</summary>
public enum ParameterKind
{
    /// <summary>Any text of printable characters.</summary>
    Text,

    /// <summary>A plain decimal.</summary>
    Amount,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A whole number or -1, as list and trade ids may be.</summary>
    Id,

    /// <summary>A client order id.</summary>
    ClientOrderId,

    /// <summary>A pair: capitals, digits, and letters of other alphabets.</summary>
    Symbol,

    /// <summary>True or false, in any letter case.</summary>
    Flag,
}

/// <summary>A parameter an endpoint knows.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Kind">What it may look like.</param>
/// <param name="IsMandatory">True when the endpoint cannot do without it.</param>
public sealed record ParameterSpec(string Name, ParameterKind Kind, bool IsMandatory)
{
    private const string IntegerRange = "^[0-9]{1,20}$";
    private const string ClientOrderIdRange = "^[a-zA-Z0-9-_]{1,36}$";
    private const string SymbolRange = "^[\\w\\-._&&[^a-z]]{1,50}$";
    private const int MaxDigits = 20;
    private const int MaxNameLength = 36;
    private const int MaxSymbolLength = 50;
    private const int MaxTextLength = 4_096;

    /// <summary>Why a value that is not empty cannot be what it should be; null when it can.</summary>
    public ApiError? ErrorOf(string value) => Kind switch
    {
        ParameterKind.Text when value.Length > MaxTextLength || value.Any(char.IsControl) => ApiError.Illegal(Name, "^[^\\p{Cntrl}]{1,4096}$"),
        ParameterKind.Amount when !IsDecimal(value) => ApiError.Illegal(Name),
        ParameterKind.Whole when !IsInteger(value) => ApiError.Illegal(Name, IntegerRange),
        ParameterKind.Id when value != "-1" && !IsInteger(value) => ApiError.Illegal(Name, IntegerRange),
        ParameterKind.ClientOrderId when !IsClientOrderId(value) => ApiError.Illegal(Name, ClientOrderIdRange),
        ParameterKind.Symbol when !IsSymbol(value) => ApiError.Illegal(Name, SymbolRange),
        ParameterKind.Flag when !bool.TryParse(value, out _) => ApiError.Illegal(Name, "^(true|false)$"),
        ParameterKind.Text or ParameterKind.Amount or ParameterKind.Whole or ParameterKind.Id or ParameterKind.ClientOrderId
            or ParameterKind.Symbol or ParameterKind.Flag => null,
    };

    /// <summary>Up to twenty digits before and after the point.</summary>
    private static bool IsDecimal(string value)
    {
        var point = value.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? IsInteger(value) : IsInteger(value[..point]) && IsInteger(value[(point + 1)..]);
    }

    private static bool IsInteger(string value) => value.Length is > 0 and <= MaxDigits && value.All(char.IsAsciiDigit);

    private static bool IsClientOrderId(string value) =>
        value.Length <= MaxNameLength && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static bool IsSymbol(string value) =>
        value.Length <= MaxSymbolLength && value.All(letter => (char.IsLetterOrDigit(letter) && !char.IsAsciiLetterLower(letter)) || letter is '-' or '_' or '.');
}
