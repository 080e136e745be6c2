using System.Globalization;
using Executor.Simulator.Server.Security;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Requests;

/// <summary>A request that passed the checks of the gateway, on its way to the engine.</summary>
public sealed class Call
{
    /// <summary>What arrived.</summary>
    public required ApiRequest Request { get; init; }

    /// <summary>Where.</summary>
    public required Venue Venue { get; init; }

    /// <summary>When it arrived, by the venue's clock, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The key it was signed with; null for public calls.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>Whose call it is; null for public calls.</summary>
    public Customer? Owner { get; init; }

    /// <summary>Until when the engine takes it, UTC; null for calls without a timestamp.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Queries are answered as of this long ago; zero: now. A fault sets it.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>The new order of a cancelReplace is refused although its cancel has succeeded. A fault sets it.</summary>
    public bool RefusesReplacement { get; set; }

    /// <summary>What is called.</summary>
    public Endpoint Endpoint => Request.Endpoint;

    /// <summary>Its parameters.</summary>
    public ParameterList Parameters => Request.Parameters;

    /// <summary>Whose call it is.</summary>
    /// <exception cref="InvalidOperationException">A public call.</exception>
    public Customer Customer => Owner ?? throw new InvalidOperationException($"{Endpoint.Name} is public and has no customer.");

    /// <summary>The text of a parameter; null when it was not sent or is empty.</summary>
    public string? Text(string name) => Parameters.Has(name) ? Parameters[name] : null;

    /// <summary>A decimal that passed the check of its characters; null when it was not sent.</summary>
    public decimal? Amount(string name) =>
        Text(name) is { } text && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A whole number that passed the check of its characters; null when it was not sent; the largest number when it is larger.</summary>
    public long? Whole(string name) => Text(name) switch
    {
        null => null,
        { } text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => long.MaxValue,
    };

    /// <summary>A time in milliseconds or microseconds since the epoch; null when it was not sent.</summary>
    public DateTimeOffset? Time(string name) => Whole(name) is { } value ? EpochTime.Read(value) : null;

    /// <summary>True or false; null when it was not sent.</summary>
    public bool? Flag(string name) => Text(name) is { } text ? bool.Parse(text) : null;

    /// <summary>A success whose body <paramref name="write"/> writes.</summary>
    public ApiReply Reply(Action<WireWriter> write) => ApiReply.Of(Request.Microseconds, write);
}
