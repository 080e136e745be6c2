using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints;

/// <summary>How many rows a query wants.</summary>
internal static class RowLimit
{
    /// <summary>The number sent, at most <paramref name="most"/>; null when it is 0.</summary>
    public static int? Of(Call call, int standard, int most) => call.Whole("limit") switch
    {
        null => standard,
        < 1 => null,
        var limit => (int)Math.Min(limit.Value, most),
    };
}
