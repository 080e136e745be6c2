using System.Collections.Frozen;

namespace Executor.Exchange.Errors;

/// <summary>
/// What the error codes mean, code by code; what is not listed is judged by its HTTP status. Source: Binance spot and margin API, errors.
/// </summary>
public static class ErrorTable
{
    /// <summary>The code of a time stamp outside recvWindow.</summary>
    public const int TimestampOutside = -1021;

    /// <summary>The code of too much request weight, and of the ban that follows.</summary>
    public const int TooManyRequests = -1003;

    /// <summary>The code of too many orders in an interval.</summary>
    public const int TooManyOrders = -1015;

    /// <summary>The order asked for does not exist, or not yet where one looked.</summary>
    public const int NoSuchOrder = -2013;

    /// <summary>The order ended long ago with nothing executed and is archived.</summary>
    public const int Archived = -2026;

    /// <summary>The symbol is not listed.</summary>
    public const int InvalidSymbol = -1121;

    /// <summary>A parameter holds characters that it may not.</summary>
    public const int IllegalCharacters = -1100;

    /// <summary>More decimals than the symbol or the asset takes.</summary>
    public const int TooPrecise = -1111;

    /// <summary>All listed codes.</summary>
    public static FrozenDictionary<int, ErrorVerdict> Rows { get; } = Build();

    /// <summary>The verdict on an answer. The code decides; without one, or with one that is not listed, the HTTP status does.</summary>
    /// <param name="code">The code in the body, below 0; null when it held none.</param>
    /// <param name="status">HTTP status.</param>
    public static ErrorVerdict Of(int? code, int status)
    {
        if (code is { } listed && Rows.TryGetValue(listed, out var verdict))
        {
            return verdict;
        }

        return status switch
        {
            408 => ErrorVerdict.Unknown,
            403 => ErrorVerdict.Unknown, // the firewall in front: whether it stood before or behind the engine is nowhere promised
            418 or 429 => ErrorVerdict.Wait,
            >= 400 and < 500 => ErrorVerdict.Refused,
            _ => ErrorVerdict.Unknown,
        };
    }

    private static FrozenDictionary<int, ErrorVerdict> Build()
    {
        var rows = new Dictionary<int, ErrorVerdict>();
        Add(ErrorVerdict.Unknown, -1000, -1001, -1006, -1007, -3000);
        Add(ErrorVerdict.Overloaded, -1004, -1008, -3044);
        Add(ErrorVerdict.Wait, TooManyRequests, TooManyOrders, -1034, -1112, -2042, -3007, -3037, -3045);
        Add(ErrorVerdict.SyncClock, TimestampOutside);
        Add(ErrorVerdict.Fatal,
            -1002, -1016, -1022, -2008, -2014, -2015,
            -3001, -3003, -3004, -3005, -3014, -3022, -3023, -3036, -3999, -11001);
        Add(ErrorVerdict.StateDiffers, -2011, NoSuchOrder, -2022, Archived);
        Add(ErrorVerdict.Partial, -2021);
        Add(ErrorVerdict.Refused,
            -1010, -1013, -1014, -1020,
            IllegalCharacters, -1101, -1102, -1103, -1104, -1105, -1106, TooPrecise, -1114, -1115, -1116, -1117, -1118, -1120, InvalidSymbol, -1125, -1127, -1128,
            -1130, -1131, -1134, -1145, -1158, -1160, -1165, -1166, -1168, -1194, -1196, -1197, -1198, -1199, -1209, -1220, -1222, -1223, -1225,
            -2010, -2016, -2017, -2018, -2035, -2036, -2038, -2039, -2043,
            -3002, -3006, -3008, -3010, -3012, -3013, -3015, -3016, -3020, -3021, -3024, -3027, -3028, -3029, -3038, -3041, -3042, -3064, -3067,
            -4047, -11008, -20204);
        return rows.ToFrozenDictionary();

        void Add(ErrorVerdict verdict, params ReadOnlySpan<int> codes)
        {
            foreach (var code in codes)
            {
                rows.Add(code, verdict);
            }
        }
    }
}
