using System.Buffers.Text;
using System.Text.Json;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>The top level of one message; each part is its JSON as it came, empty when it is missing or null.</summary>
internal ref struct Frame
{
    /// <summary>Number of the request that is answered.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>Status of an answer, as HTTP counts them.</summary>
    public ReadOnlySpan<byte> Status { get; private set; }

    /// <summary>What an answer says.</summary>
    public ReadOnlySpan<byte> Result { get; private set; }

    /// <summary>Code and text of a refusal.</summary>
    public ReadOnlySpan<byte> Error { get; private set; }

    /// <summary>Which limits are used how much.</summary>
    public ReadOnlySpan<byte> RateLimits { get; private set; }

    /// <summary>The subscription that an event belongs to; an answer without envelope has it too.</summary>
    public ReadOnlySpan<byte> SubscriptionId { get; private set; }

    /// <summary>An event of a wallet or of the connection.</summary>
    public ReadOnlySpan<byte> Event { get; private set; }

    /// <summary>Name of a market stream, in quotes.</summary>
    public ReadOnlySpan<byte> Stream { get; private set; }

    /// <summary>An event of a market stream.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>The type of an event that stands at the top, in quotes.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>The whole message.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <summary>True for what is neither an event nor of a market stream.</summary>
    public readonly bool IsAnswer => Event.IsEmpty && Stream.IsEmpty && Type.IsEmpty;

    /// <summary>The parts of <paramref name="message"/>.</summary>
    /// <exception cref="WireException">It is no JSON object.</exception>
    public static Frame Read(ReadOnlySpan<byte> message)
    {
        var frame = new Frame { Whole = message };
        try
        {
            var reader = new Utf8JsonReader(message);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new WireException("a message is no object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                frame.Take(ref reader, message);
            }

            return reader.Read() ? throw new WireException("a message goes on behind its end") : frame;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new WireException("a message is no JSON, or has names that are no text");
        }
    }

    /// <summary>The whole number in <paramref name="part"/>, also as text; null when it is none.</summary>
    public static long? Number(ReadOnlySpan<byte> part)
    {
        var digits = part.Trim((byte)'"');
        return Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length ? number : null;
    }

    private void Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> message)
    {
        // The names are compared before the reader moves on; a value is cut out as it stands.
        var name = reader.ValueTextEquals("id"u8) ? 'i'
            : reader.ValueTextEquals("status"u8) ? 's'
            : reader.ValueTextEquals("result"u8) ? 'r'
            : reader.ValueTextEquals("error"u8) ? 'x'
            : reader.ValueTextEquals("rateLimits"u8) ? 'l'
            : reader.ValueTextEquals("subscriptionId"u8) ? 'u'
            : reader.ValueTextEquals("event"u8) ? 'e'
            : reader.ValueTextEquals("stream"u8) ? 'm'
            : reader.ValueTextEquals("data"u8) ? 'd'
            : reader.ValueTextEquals("e"u8) ? 't' : ' ';
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        var value = isNull ? default : message[start..(int)reader.BytesConsumed];
        switch (name)
        {
            case 'i': Id = value; break;
            case 's': Status = value; break;
            case 'r': Result = value; break;
            case 'x': Error = value; break;
            case 'l': RateLimits = value; break;
            case 'u': SubscriptionId = value; break;
            case 'e': Event = value; break;
            case 'm': Stream = value; break;
            case 'd': Data = value; break;
            case 't': Type = value; break;
        }
    }
}
